// Who is in a group, with their part in it.
import QtQuick
import Stille.Profile

Column {
    id: members
    property var circle: ({})
    required property var home
    property bool changeable: false
    signal menuFor(var member, var item)
    /// Somebody has not said yet that they have the same list.
    signal waitedFor()
    spacing: 4
    // That they have is no event of the log; it is asked for while somebody looks and waits for it.
    readonly property bool behind: circle.state === "member" && circle.members.some(one => !one.same && !one.suspended)
    Timer { interval: 2000; repeat: true; running: members.visible && members.Window.active && members.behind; onTriggered: members.waitedFor() }
    Line { width: parent.width; text: members.circle.members && Words.language ? Words.counted("groupMembers", members.circle.members.length) : ""; font.weight: Font.DemiBold; bottomPadding: 4; Accessible.role: Accessible.Heading }
    Repeater {
        // By their number: whoever is at a button of one stays there when something else has become known.
        model: (members.circle.members || []).length
        Item {
            id: member
            required property int index
            readonly property var modelData: (members.circle.members || [])[index] || ({})
            readonly property string who: People.nameOf && Words.language ? GroupAffairs.called(modelData) : ""
            width: members.width
            height: Math.round(48 * Theme.scale)
            Accessible.role: Accessible.ListItem
            Accessible.name: who + ", " + partLine.text
            Avatar { id: face; size: Math.round(32 * Theme.scale); anchors.verticalCenter: parent.verticalCenter; name: member.modelData.alias === "self" ? Session.name : member.who; alias: member.modelData.alias }
            Column {
                anchors.left: face.right
                anchors.leftMargin: 12
                anchors.right: button.visible ? button.left : parent.right
                anchors.verticalCenter: parent.verticalCenter
                spacing: 2
                Line { width: parent.width; text: member.who; Accessible.ignored: true }
                Line {
                    id: partLine
                    width: parent.width
                    text: {
                        const parts = [({"chair": Words.partChair, "deputy": Words.partDeputy, "member": Words.partMember})[member.modelData.role]];
                        if (member.modelData.suspended) parts.push(Words.memberSuspended);
                        else if (!member.modelData.connected) parts.push(Words.memberConnecting);
                        else if (!member.modelData.same) parts.push(Words.memberBehind);
                        if (member.modelData.left_out) parts.push(Words.memberLeftOut);
                        return parts.join(" · ");
                    }
                    color: Theme.textSecondary
                    font.pixelSize: Theme.meta
                    Accessible.ignored: true
                }
            }
            IconButton { id: button; visible: members.changeable && member.modelData.alias !== "self"; anchors.right: parent.right; anchors.verticalCenter: parent.verticalCenter; symbol: "more"; text: Words.changeMember.arg(member.who); onClicked: members.menuFor(member.modelData, this) }
        }
    }
    Prose { width: parent.width; visible: text.length > 0; topPadding: 4; text: Words.language ? GroupAffairs.sameness(members.circle) : ""; color: Theme.textSecondary; font.pixelSize: Theme.secondary; lineHeight: 1.25 }
}
