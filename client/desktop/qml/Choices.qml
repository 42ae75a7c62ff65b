// A menu of what can be done with something: opened at it, walked by arrows, closed by Escape.
import QtQuick
import QtQuick.Templates as T
import Stille.Profile

T.Menu {
    id: menu
    property string label
    margins: 8
    padding: 6
    implicitWidth: Math.max(Math.round(220 * Theme.scale), contentItem.implicitWidth + 12)
    implicitHeight: contentItem.implicitHeight + 12
    contentItem: ListView {
        implicitHeight: contentHeight
        implicitWidth: Math.round(220 * Theme.scale)
        model: menu.contentModel
        currentIndex: menu.currentIndex
        interactive: false
        Accessible.role: Accessible.PopupMenu
        Accessible.name: menu.label
    }
    background: Rectangle {
        radius: Theme.radiusControl + 2
        color: Theme.surface
        border.width: 1
        border.color: Theme.controlBorder
    }
}
