// When a conversation may be noticed outside of the window: as all others, only at work, or always.
import QtQuick
import Stille.Profile

Choice {
    id: choice
    required property var home
    required property string alias
    readonly property bool group: alias.startsWith("#")
    label: Words.notify
    options: [{value: "usual", text: Words.notifyUsual}, {value: "working_hours", text: Words.notifyWorking}].concat(group ? [] : [{value: "always", text: Words.notifyAlways}])
    function look() { value = Conversations.named(alias).notify || "usual"; }
    onAliasChanged: look()
    Component.onCompleted: look()
    onPicked: wish => {
        const whose = alias;
        Profile.call("conversation.set", {"conversation": whose, "notify": wish}, answer => { if (!answer.ok) choice.home.say(answer.words); Conversations.refreshOne(whose); });
    }
    Connections { target: Conversations; function onUnreadChanged() { choice.look(); } }
}
