// What can be done with a conversation as a whole.
import QtQuick
import Stille.Profile

Choices {
    id: menu
    property var row: ({})
    required property var home
    label: row.name || ""
    function mark(unread) {
        home.keptUnread = unread ? row.alias : "";
        set({"unread": unread});
    }
    function set(change) {
        const whose = row.alias;
        Profile.call("conversation.set", Object.assign({"conversation": whose}, change), () => Conversations.refreshOne(whose));
    }
    ChoicesItem { text: menu.row.pinned ? Words.unpin : Words.pin; onTriggered: menu.set({"pinned": !menu.row.pinned}) }
    ChoicesItem { text: menu.row.isUnread ? Words.markRead : Words.markUnread; keys: KeyMap.said("markUnread", KeyMap.markUnread + Words.language); onTriggered: menu.mark(!menu.row.isUnread) }
    ChoicesItem { text: menu.row.muted ? Words.unmute : Words.mute; keys: KeyMap.said("mute", KeyMap.mute + Words.language); onTriggered: menu.set({"muted": !menu.row.muted}) }
    ChoicesItem { text: menu.row.archived ? Words.unarchive : Words.archive; keys: KeyMap.said("archive", KeyMap.archive + Words.language); onTriggered: Conversations.archive(menu.row.alias, !menu.row.archived) }
    ChoicesItem { visible: menu.row.alias !== "self"; text: Words.showInfo; keys: KeyMap.said("info", KeyMap.info + Words.language); onTriggered: { menu.home.show(menu.row.alias); menu.home.infoShown = true; } }
    ChoicesItem { text: Words.exportTalk; onTriggered: menu.home.go("data", {conversation: menu.row.alias}) }
    ChoicesItem { text: Words.eraseTalk; danger: true; onTriggered: menu.home.eraseTalk(menu.row.alias) }
}
