// The contact address: a link that many may use, each of whom asks first.
import QtQuick
import Stille.Profile

Fold {
    id: fold
    required property var home
    property var address: ({})
    title: Words.addressTitle
    function load() { Profile.call("address.show", {}, answer => fold.address = answer.ok ? answer.value : ({})); }
    onOpenChanged: if (open) load()
    Prose { width: parent.width; text: Words.addressLead; color: Theme.textSecondary; font.pixelSize: Theme.ui }
    Prose { width: parent.width; visible: !!fold.address.link; text: fold.address.link || ""; wrapMode: Text.WrapAnywhere; font.family: Theme.monoFamily; font.pixelSize: Theme.meta; color: Theme.textSecondary }
    Flow {
        width: parent.width
        spacing: 8
        PushButton { visible: !fold.address.link; text: Words.addressMake; onClicked: Profile.call("address.create", {}, answer => { if (answer.ok) fold.address = answer.value; else fold.home.say(answer.words); }) }
        PushButton { visible: !!fold.address.link; text: Words.copyLink; onClicked: { Desk.copy(fold.address.link); fold.home.say(Words.copied); } }
        PushButton { visible: !!fold.address.link; text: Words.addressRevoke; onClicked: Profile.call("address.revoke", {}, () => fold.load()) }
    }
}
