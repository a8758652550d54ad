import { stayOnOrigin } from './stayOnOrigin';

// Imported before all else, so that it comes before all else.
stayOnOrigin(self);
