import { faultsOn } from './faults.js';

faultsOn('redis', 120);
faultsOn('redis', 10);
