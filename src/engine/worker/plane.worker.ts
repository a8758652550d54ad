import './guard';
import { serve } from './loop/serve';
import { planeJobs } from './plane/planeJobs';

serve(self, planeJobs);
