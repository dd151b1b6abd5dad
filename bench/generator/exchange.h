#ifndef EXCHANGE_H
#define EXCHANGE_H

// Obeys commands that come in line by line, and answers each with a line of JSON:
//   send N     N messages to channels, each answered by its channel
//   answer     the channels' answers to those, until the sessions server has them all
//   accept     the same, until the server has taken them all
//   deaf, hear the sessions server goes and comes
//   arrive     waits until the sessions server has them all; when the last one came
void exchange(void);

#endif
