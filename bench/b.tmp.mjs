import { withApp } from './support/app.mjs';
const n=Number(process.argv[2]); const what=process.argv[3];
await withApp(async (open)=>{ for(let i=0;i<n;i++){ const {page,url}=await open(); await page.goto(what==='blank'?'about:blank':url+(what==='app'?'?backend=wasm&t=0':what)); if(what!=='blank'){ await page.getByRole('slider').first().waitFor(); await page.waitForTimeout(4000);} await page.context().close(); } });
