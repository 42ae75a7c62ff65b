// Every key, on one sheet.
import QtQuick
import Stille.Profile

Sheet {
    id: sheet
    width: Math.min(560, parent.width - 32)
    title: Words.keysTitle
    dismiss: Words.close
    readonly property var rows: [
        [Words.ctrl + "K", Words.keyJump], [Words.ctrl + "F", Words.keyFindHere], [Words.ctrl + Words.shift + "F", Words.keyFind],
        [Words.ctrl + "N", Words.inviteTitle], [Words.ctrl + Words.shift + "N", Words.groupNew],
        [Words.ctrl + "1 … 9", Words.keyPinned], [Words.alt + "↑ ↓", Words.keyBeside], [Words.alt + Words.shift + "↑ ↓", Words.keyBesideUnread],
        [Words.ctrl + Words.tabKey, Words.keyLast], [Words.ctrl + "I", Words.keepTitle], [Words.ctrl + "E", Words.showInfo],
        [Words.ctrl + Words.shift + "M", Words.mute], [Words.ctrl + Words.shift + "A", Words.archive], [Words.ctrl + Words.shift + "U", Words.markUnread],
        [Words.ctrl + "J", Words.remindLater], ["↑", Words.keyEditLast], [Words.ctrl + "↑ ↓", Words.keyChoose],
        [Words.ctrl + "O", Words.attach], [Words.ctrl + "B", Words.keyBold], [Words.ctrl + Words.enterKey, Words.send], [Words.ctrl + Words.shift + Words.enterKey, Words.sendLater],
        [Words.ctrl + "L", Words.lockNow], [Words.ctrl + ",", Words.settings], ["F6", Words.keyPanes],
        [Words.ctrl + "+ −", Words.textSize], ["Esc", Words.keyEscape]
    ]
    Repeater {
        model: sheet.rows
        Item {
            required property var modelData
            width: parent.width
            height: Math.max(what.implicitHeight, 22)
            Accessible.role: Accessible.StaticText
            Accessible.name: modelData[1] + ": " + modelData[0]
            Line { id: what; width: parent.width - 180; text: parent.modelData[1]; Accessible.ignored: true }
            Line { anchors.right: parent.right; text: parent.modelData[0]; color: Theme.textSecondary; Accessible.ignored: true }
        }
    }
}
