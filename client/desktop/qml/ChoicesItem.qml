// One line of such a menu, with its key at the right.
import QtQuick
import QtQuick.Templates as T
import Stille.Profile

T.MenuItem {
    id: item
    property string keys
    property bool danger: false
    // Nothing of what it says is cut off.
    implicitWidth: Math.ceil(label.implicitWidth) + 20 + (keys.length > 0 ? Math.ceil(keyText.implicitWidth) + 24 : 0)
    implicitHeight: visible ? Math.max(Theme.target, Math.round(34 * Theme.scale)) : 0
    height: implicitHeight
    Accessible.role: Accessible.MenuItem
    Accessible.name: text
    contentItem: Item {
        Line {
            id: label
            anchors.verticalCenter: parent.verticalCenter
            x: 10
            width: parent.width - 20 - keyText.implicitWidth
            text: item.text
            color: !item.enabled ? Theme.textMeta : item.danger ? Theme.danger : Theme.text
            Accessible.ignored: true
        }
        Line {
            id: keyText
            anchors.verticalCenter: parent.verticalCenter
            anchors.right: parent.right
            anchors.rightMargin: 10
            text: item.keys
            color: Theme.textMeta
            font.pixelSize: Theme.meta
            Accessible.ignored: true
        }
    }
    background: Rectangle {
        radius: Theme.radiusChip
        color: item.highlighted || item.hovered ? Theme.hover : "transparent"
        FocusRing { around: item; shown: item.visualFocus || item.highlighted && !item.hovered; gap: 0 }
    }
}
