// What a drawing means, in words, beside it: for who points at it, and for who comes by Tab.
import QtQuick
import QtQuick.Templates as T
import Stille.Profile

T.ToolTip {
    id: tip
    property string words
    property bool shown: false
    visible: shown && words.length > 0
    delay: 600
    // It goes with the pointer or the focus; a key that closes something is for what it lies beside.
    closePolicy: T.Popup.NoAutoClose
    text: words
    y: parent ? parent.height + 6 : 0
    x: parent ? Math.round((parent.width - implicitWidth) / 2) : 0
    margins: 8
    padding: 8
    implicitWidth: contentItem.implicitWidth + 16
    implicitHeight: contentItem.implicitHeight + 12
    topPadding: 6
    bottomPadding: 6
    contentItem: Text {
        text: tip.words
        color: Theme.canvas
        font.pixelSize: Theme.meta
        Accessible.ignored: true
    }
    background: Rectangle { color: Theme.text; radius: Theme.radiusChip }
}
