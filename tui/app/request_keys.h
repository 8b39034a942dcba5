/* request_keys.h: what a verb without a key sends to the screen of a request in place of one. */
#ifndef TUI_APP_REQUEST_KEYS_H
#define TUI_APP_REQUEST_KEYS_H

enum { REQUEST_WITHDRAW = 0x7000001, REQUEST_AGAIN, REQUEST_RECEIVE };

#endif
