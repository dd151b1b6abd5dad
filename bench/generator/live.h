#ifndef LIVE_H
#define LIVE_H

// Webhooks to customers, closed loop or with `--rate`; prints what it measured as JSON.
void relay(void);
// Customers who say nothing, until a line comes in.
void hold(void);
// One webhook to one customer as soon as the server takes connections; prints when it was there.
void first(void);

#endif
