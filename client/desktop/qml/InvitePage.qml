// An invitation: shown as a code and as a link, used once.
import QtQuick
import Stille.Profile

Page {
    id: page
    objectName: "invitePage"
    required property var home
    property bool first: false
    property string whom  // somebody of the own address book, who is whoever uses it
    property var invitation: ({})
    property string problem
    property bool asks: false
    readonly property bool ready: invitation.state === "ready"
    title: first ? Words.firstTitle : whom.length > 0 ? Words.inviteFor.arg(People.nameOf(whom)) : Words.inviteTitle
    lead: first ? Words.firstLead : whom.length > 0 ? Words.inviteForLead : Words.inviteLead
    returns: !first
    onBack: home.goBack()
    function focusFirst() { copy.forceActiveFocus(Qt.TabFocusReason); }
    // Somebody has used it: it is for nobody else.
    readonly property bool used: invitation.state === "used"
    onUsedChanged: if (used) another.forceActiveFocus(Qt.TabFocusReason)
    function look() {
        const id = invitation.id;
        Profile.call("invite.list", {}, answer => {
            if (!answer.ok || page.invitation.id !== id) return;
            const now = answer.value.invitations.find(one => one.id === id);
            if (now && now.state === "used") page.invitation = now;
        });
    }
    Connections { target: Session; function onHeardOf(types) { if (page.ready && types.indexOf("invitation") >= 0) page.look(); } }
    function make() {
        problem = "";
        Profile.call("invite.create", whom.length > 0 ? {"ask": asks, "for": whom} : {"ask": asks}, answer => {
            if (!answer.ok) { page.problem = answer.words; return; }
            page.invitation = answer.value;
            page.wait();
        });
    }
    function wait() {
        const id = invitation.id;
        Profile.callSlowly("invite.await", {"id": id, "timeout_ms": 60000}, answer => {
            if (page.invitation.id !== id) return;
            if (answer.ok) { page.invitation = answer.value; page.problem = answer.value.error ? Words.inviteWaits : ""; }
            else page.problem = answer.words;
        });
    }
    Component.onCompleted: make()
    Connections {
        target: People
        function onCountChanged() { if (page.first && People.count > 0) page.home.show(People.at(0).alias); }
    }
    Notice { width: parent.width; words: page.problem; action: Words.tryAgain; onActed: page.invitation.id ? page.wait() : page.make() }
    Card {
        width: parent.width
        visible: page.used
        spacing: 16
        Prose { width: parent.width; text: Words.inviteUsed }
        PushButton { id: another; text: Words.inviteAnother; onClicked: { page.invitation = ({}); page.make(); copy.forceActiveFocus(Qt.TabFocusReason); } }
    }
    Card {
        width: parent.width
        visible: !page.used
        spacing: 16
        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            width: 280
            height: 280
            radius: Theme.radiusControl
            color: Theme.plate
            border.width: 1
            border.color: Theme.hairline
            QrCode {
                anchors.fill: parent
                anchors.margins: 4
                visible: page.ready
                text: page.ready ? page.invitation.link : ""
                Accessible.role: Accessible.Graphic
                Accessible.name: Words.inviteCode
            }
            Slow { anchors.centerIn: parent; color: "#5F5A53"; busy: !page.ready && page.problem.length === 0; words: Words.invitePreparing }
        }
        Prose {
            width: parent.width
            visible: page.ready
            text: page.invitation.link || ""
            wrapMode: Text.WrapAnywhere
            font.family: Theme.monoFamily
            font.pixelSize: Theme.meta
            color: Theme.textSecondary
            horizontalAlignment: Text.AlignHCenter
        }
        Flow {
            anchors.horizontalCenter: parent.horizontalCenter
            width: Math.min(parent.width, Math.ceil(copy.implicitWidth) + Math.ceil(mail.implicitWidth) + spacing)
            spacing: 8
            PushButton {
                id: copy
                kind: "primary"
                enabled: page.ready
                text: copied.running ? Words.copied : Words.copyLink
                onClicked: { Desk.copy(page.invitation.link); copied.restart(); }
                Timer { id: copied; interval: 3000 }
            }
            PushButton {
                id: mail
                enabled: page.ready
                text: Words.inviteMail
                onClicked: Desk.open("mailto:?subject=" + encodeURIComponent(Words.inviteMailSubject) + "&body=" + encodeURIComponent(Words.inviteMailBody.arg(page.invitation.link)))
            }
        }
        Prose { width: parent.width; text: Words.inviteOnce; color: Theme.textSecondary; font.pixelSize: Theme.secondary; horizontalAlignment: Text.AlignHCenter }
    }
    Toggle {
        width: parent.width
        text: Words.inviteAsk
        detail: Words.inviteAskDetail
        checked: page.asks
        onToggled: {
            page.asks = checked;
            if (page.invitation.id) Profile.call("invite.revoke", {"invitation": page.invitation.id});
            page.invitation = ({});
            page.make();
        }
    }
    Flow {
        width: parent.width
        spacing: 8
        PushButton { text: Words.acceptTitle; onClicked: page.home.go("accept") }
        PushButton { visible: page.first; text: Words.firstLater; onClicked: page.home.show("self") }
    }
    AddressCard { width: parent.width; visible: !page.first; home: page.home }
}
