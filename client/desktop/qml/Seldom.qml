// What is seldom wanted is made when it is, and stays: the menus and sheets of all rows would take longer than
// the rows.
import QtQuick

Loader {
    id: seldom
    active: false
    function get() { active = true; return item; }
    function open() { get().open(); }
}
