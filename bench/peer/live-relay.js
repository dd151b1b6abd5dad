// The alternative to the live relay: what one writes in an afternoon, with Express 5 and Socket.IO 4
// in production mode. A webhook with the right bearer token is pushed to the socket of its
// conversation, which acknowledges it. Nothing is stored: what a socket missed is lost.
import { push, serve } from './customers.js';

let deliveries = 0;

serve(({ requestPayload, response: message }, response) => {
  push(requestPayload.conversationId, message, `d${++deliveries}`, () => {});
  response.sendStatus(200);
});
