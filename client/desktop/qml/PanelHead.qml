// Whom a panel is about: their picture, their name, and a line beneath; and the way out of it.
import QtQuick
import Stille.Profile

Column {
    id: head
    property string name
    property string alias
    property string line
    property bool group: false
    signal closed()
    spacing: 8
    Item {
        width: parent.width
        height: close.height
        IconButton { id: close; anchors.right: parent.right; anchors.rightMargin: -8; symbol: "close"; text: Words.closeInfo; onClicked: head.closed() }
    }
    Avatar { anchors.horizontalCenter: parent.horizontalCenter; size: Math.round(72 * Theme.scale); name: head.name; alias: head.alias; group: head.group }
    Heading { width: parent.width; horizontalAlignment: Text.AlignHCenter; text: head.name; wrapMode: Text.Wrap }
    Prose { width: parent.width; visible: text.length > 0; horizontalAlignment: Text.AlignHCenter; text: head.line; color: Theme.textSecondary; font.pixelSize: Theme.ui; lineHeight: 1.25 }
}
