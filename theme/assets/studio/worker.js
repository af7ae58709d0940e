// The studio's worker has its address beside the page, where the service worker may answer for it and for all it loads.
import "../javascripts/studio/worker.js";
