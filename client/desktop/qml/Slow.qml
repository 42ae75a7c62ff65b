// Says that something takes its time, once it does: not before 800 ms, always in words.
import QtQuick
import Stille.Profile

Line {
    property bool busy: false
    property string words
    text: shown ? words : ""
    visible: shown
    property bool shown: false
    color: Theme.textSecondary
    font.pixelSize: Theme.secondary
    Timer {
        interval: 800
        running: parent.busy
        onTriggered: parent.shown = true
    }
    onBusyChanged: if (!busy) shown = false
}
