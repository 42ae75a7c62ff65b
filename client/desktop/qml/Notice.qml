// What happened, what is safe, what happens next, and one thing to do about it; or a question with two answers.
import QtQuick
import Stille.Profile

Rectangle {
    id: notice
    property string words
    property string action
    property string otherwise
    property bool grave: false
    function focusFirst() { actionButton.forceActiveFocus(Qt.TabFocusReason); }
    signal acted()
    signal declined()
    visible: words.length > 0
    implicitHeight: visible ? column.implicitHeight + 24 : 0
    implicitWidth: 320
    radius: Theme.radiusControl
    color: grave ? Theme.dangerSoft : Theme.waitingSoft
    border.width: Theme.contrast ? 1 : 0
    border.color: Theme.text
    Accessible.role: Accessible.AlertMessage
    Accessible.name: words
    Column {
        id: column
        x: 16
        y: 12
        width: parent.width - 32
        spacing: 8
        Prose {
            width: parent.width
            text: notice.words
            font.pixelSize: Theme.ui
        }
        PushButton {
            id: actionButton
            visible: notice.action.length > 0
            text: notice.action
            onClicked: notice.acted()
        }
        PushButton {
            visible: notice.otherwise.length > 0
            kind: "plain"
            text: notice.otherwise
            onClicked: notice.declined()
        }
    }
}
