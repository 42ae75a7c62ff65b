// What the engine has faces for, each in a header of its own that says what it can do. A face is a view: it
// lives no longer than its engine.
#pragma once

namespace stille::client {

class AddressBook;     // people who are not on Stille, and what other programs' address books say
class Attachments;     // files of messages
class Cards;           // what people say about themselves, and to whom
class ContactAddress;  // one link by which anybody may ask to become a contact
class Conversations;   // how conversations are shown here, and how far they were read
class Drafts;          // what was begun to be written, and what leaves at its time
class Finding;         // search
class Groups;          // small closed groups
class Introductions;   // bringing two contacts together
class KeepInTouch;     // who comes up today and why
class Leaving;         // backups, and the end of a profile
class Rehearsal;       // what sending a message would be
class Retention;       // how long messages are kept
class Signs;           // what two people let each other see: read, writing
class Talk;            // messages: send, answer, change, erase

}  // namespace stille::client
