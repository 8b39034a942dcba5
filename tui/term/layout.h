/*
 * Keyboards that are not Latin, for command keys only: a person with a Thai layout who presses
 * the key
 * marked T has pressed `t`, whatever the layout makes of it. Text fields never call this.
 * Thai Kedmanee, Lao, Khmer NiDA, Myanmar3, Russian; one table, since no two share a character.
 */
#ifndef TUI_TERM_LAYOUT_H
#define TUI_TERM_LAYOUT_H

/* The key at the same place of a US keyboard, Shift as it was; any other key is returned as is. */
int layout_to_latin(int key);

#endif
