import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/source-serif-4/wght.css';
import '../ui/tokens.css';
import '../ui/base.css';
import { createRoot } from 'react-dom/client';
import { connectPrediction } from '../state/prediction';
import { connectSampling } from '../state/sampling';
import { connectSource } from '../state/source';
import { connectStage } from '../state/stage';
import { connectTheme } from '../state/theme';
import { connectUrl } from '../state/url';
import { App } from './App';
import { connectKeyboard } from './keyboard';
import { open } from './opening';
import { connectPresenter } from './presenter';

connectTheme();
connectUrl();
connectSource();
connectStage();
connectPrediction();
connectSampling();
connectKeyboard();
connectPresenter();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(<App />);
open();
