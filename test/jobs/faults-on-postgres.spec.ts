import { faultsOn } from './faults.js';

faultsOn('postgres', 120);
