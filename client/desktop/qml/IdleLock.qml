// Locks when nobody has touched the keyboard or the mouse for as long as is wished, and when the machine sleeps or
// its screen is locked.
import QtQuick
import Stille.Profile

Item {
    Timer {
        id: idle
        interval: Math.max(1, Preferences.lockAfter) * 60000
        running: Session.state === "open" && Session.guarded && Preferences.lockAfter > 0
        onTriggered: Session.lock()
    }
    Connections {
        target: Absence
        function onBegun() { if (Preferences.lockAfter > 0 && Session.guarded && Session.lockable) Session.lock(); }
    }
    Connections {
        target: Presence
        function onTouched() { if (idle.running) idle.restart(); }
    }
}
