// A sentence about what has just been done; goes by itself, and is in nobody's way.
import QtQuick
import Stille.Profile

Rectangle {
    id: status
    property string words
    function show(text) {
        words = text;
        away.restart();
    }
    visible: words.length > 0
    width: Math.min(label.implicitWidth + 32, 480)
    height: label.implicitHeight + 20
    radius: Theme.radiusControl
    color: Theme.text
    z: 10
    Accessible.role: Accessible.AlertMessage
    Accessible.name: words
    Text {
        id: label
        anchors.centerIn: parent
        width: Math.min(implicitWidth, 448)
        text: status.words
        wrapMode: Text.Wrap
        color: Theme.canvas
        font.pixelSize: Theme.secondary
        Accessible.ignored: true
    }
    Timer { id: away; interval: 6000; onTriggered: status.words = "" }
}
