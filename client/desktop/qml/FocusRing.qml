// The ring around whatever the keyboard is at.
import QtQuick
import Stille.Profile

Rectangle {
    required property Item around
    property bool shown: around.activeFocus
    property real gap: 2
    anchors.fill: parent
    anchors.margins: -gap
    visible: shown
    color: "transparent"
    radius: Theme.radiusControl + gap
    border.width: Theme.ring
    border.color: Theme.accent
    z: 1
}
