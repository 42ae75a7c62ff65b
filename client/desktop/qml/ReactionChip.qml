// A reaction and how many had it; who, in words.
import QtQuick
import QtQuick.Templates as T
import Stille.Profile

T.Button {
    id: chip
    property var sign: ({})
    implicitWidth: label.implicitWidth + 16
    implicitHeight: Math.max(26, Math.round(26 * Theme.scale))
    focusPolicy: Qt.TabFocus
    hoverEnabled: true
    Accessible.role: Accessible.Button
    Accessible.name: Words.fill(Words.reactionBy, [sign.text, sign.who])
    Keys.onReturnPressed: clicked()
    contentItem: Text {
        id: label
        text: chip.sign.text + (chip.sign.count > 1 ? " " + chip.sign.count : "")
        color: Theme.text
        font.pixelSize: Theme.secondary
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
        Accessible.ignored: true
    }
    background: Rectangle {
        radius: height / 2
        color: chip.sign.own ? Theme.ownBubble : Theme.surface
        border.width: 1
        border.color: chip.sign.own ? Theme.accent : Theme.hairline
        FocusRing { around: chip; shown: chip.visualFocus; radius: height / 2 }
    }
    Tip { words: chip.sign.who || ""; shown: chip.hovered || chip.visualFocus }
}
