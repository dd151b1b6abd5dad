#ifndef PRESENCE_H
#define PRESENCE_H

// Obeys commands that come in line by line, and answers each with a line of JSON:
//   join            all watchers that are away connect, and have their snapshots
//   leave N         the next N watchers go without a word
//   put RATE S      changes at a fixed rate for so many seconds; of 0, as many as the server takes
//   return S RATE   all watchers that are away come back within S seconds, with `after`; changes go on meanwhile
//   stall           one watcher more, who reads nothing from now on
//   stalled         what became of that one
void presence(void);

#endif
