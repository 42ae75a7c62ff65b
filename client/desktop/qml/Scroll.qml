// A thin bar that shows where one is; nothing needs it.
import QtQuick
import QtQuick.Templates as T
import Stille.Profile

T.ScrollBar {
    id: bar
    implicitWidth: 10
    minimumSize: 0.06
    padding: 2
    visible: size < 1
    Accessible.ignored: true
    contentItem: Rectangle {
        radius: 3
        implicitWidth: 6
        color: Theme.controlBorder
        opacity: bar.active || bar.hovered ? 0.7 : 0.25
    }
}
