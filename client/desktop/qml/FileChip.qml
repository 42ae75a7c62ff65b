// A file beside what is being written: its name, its size, and the way to take it off again.
import QtQuick
import Stille.Profile

Rectangle {
    id: chip
    required property string path
    property string size
    signal removed()
    Component.onCompleted: Desk.sizeOf(path, words => { if (chip) chip.size = words; })
    width: Math.min(label.implicitWidth + (size.length > 0 ? sizeLine.implicitWidth + 8 : 0) + 56, parent ? parent.width : 280)
    height: Math.max(36, Math.round(36 * Theme.scale))
    radius: Theme.radiusControl
    color: Theme.surface
    border.width: 1
    border.color: Theme.hairline
    Line {
        id: label
        x: 12
        width: Math.min(implicitWidth, chip.width - 56 - (sizeLine.visible ? sizeLine.implicitWidth + 8 : 0))
        anchors.verticalCenter: parent.verticalCenter
        text: Desk.fileName(chip.path)
        elide: Text.ElideMiddle
        font.pixelSize: Theme.secondary
    }
    Line {
        id: sizeLine
        visible: text.length > 0
        anchors.left: label.right
        anchors.leftMargin: 8
        anchors.verticalCenter: parent.verticalCenter
        text: chip.size
        color: Theme.textMeta
        font.pixelSize: Theme.meta
    }
    IconButton {
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        implicitWidth: 32
        implicitHeight: 32
        symbol: "close"
        text: Words.removeFile.arg(label.text)
        onClicked: chip.removed()
    }
}
