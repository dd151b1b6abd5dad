#ifndef CONSOLES_H
#define CONSOLES_H

// Agents at their consoles, and users' messages for them, by commands on the standard input.
void consoles(void);

#endif
