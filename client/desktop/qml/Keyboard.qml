// The keys that work everywhere in the open window.
import QtQuick
import Stille.Profile

Item {
    id: keyboard
    required property var home
    required property Item sidebar
    required property var content
    required property var info
    required property var palette
    required property var keys
    Accessible.ignored: true

    function set(change) {
        const whose = home.conversation;
        if (whose.length > 0) Profile.call("conversation.set", Object.assign({"conversation": whose}, change), () => Conversations.refreshOne(whose));
    }
    // Where nothing is locked, that is said, with the way to change it.
    Connections {
        target: Session
        function onUnlocked() { if (Session.lockable) unguarded.open(); else keyboard.home.say(Words.lockElsewhere); }
    }
    Sheet {
        id: unguarded
        title: Words.lockWithout
        words: Words.protectionWithoutMeans
        confirm: Words.passphraseSet
        onConfirmed: { close(); keyboard.home.go("settings", {passphrase: true}); }
    }
    function row() { return Conversations.named(home.conversation); }
    function step(by, unread) { const alias = Conversations.beside(home.conversation, by, unread); if (alias.length > 0) home.show(alias); }
    // The panes in their order: list, what is shown, where one writes, what belongs to it.
    function panes() {
        const out = [];
        if (sidebar.visible) out.push(sidebar);
        if (content.visible && content.item) {
            if (home.place === "conversation" && home.conversation.length > 0) for (const pane of content.item.panes) out.push(pane);
            else out.push(content.item);
        }
        if (info.active && info.item) out.push(info.item);
        return out;
    }
    function pane(by) {
        const all = panes();
        let at = all.findIndex(one => one.activeFocus);
        at = at < 0 ? 0 : (at + by + all.length) % all.length;
        const next = all[at];
        if (next === sidebar) sidebar.focusFirst();
        else if (next.focusFirst) next.focusFirst();
        else {
            next.forceActiveFocus(Qt.TabFocusReason);
            if (next === info.item) next.nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason);
        }
    }
    Shortcut { sequence: KeyMap.jump; onActivated: keyboard.palette.open() }
    Shortcut { sequences: [KeyMap.sheet, "F1"]; onActivated: keyboard.keys.open() }
    Shortcut { sequence: KeyMap.findHere; onActivated: keyboard.home.go("search", {within: keyboard.home.conversation}) }
    Shortcut { sequence: KeyMap.find; onActivated: keyboard.home.go("search") }
    Shortcut { sequence: KeyMap.invite; onActivated: keyboard.home.go("invite") }
    Shortcut { sequence: KeyMap.newGroup; onActivated: keyboard.home.go("newGroup") }
    Shortcut { sequence: KeyMap.keep; onActivated: keyboard.home.go("keep") }
    Shortcut { sequence: KeyMap.settings; onActivated: keyboard.home.go("settings") }
    Shortcut { sequence: KeyMap.info; onActivated: if (keyboard.home.conversation.length > 0 && keyboard.home.place === "conversation") { if (keyboard.home.infoShown) keyboard.home.closeInfo(); else keyboard.home.infoShown = true; } }
    Shortcut { sequence: KeyMap.attach; onActivated: if (keyboard.home.place === "conversation" && keyboard.content.item) keyboard.content.item.attach() }
    // Over every dialog, too.
    Shortcut { sequence: KeyMap.lock; context: Qt.ApplicationShortcut; onActivated: Session.lock() }
    Shortcut { sequence: KeyMap.mute; onActivated: keyboard.set({"muted": !keyboard.row().muted}) }
    Shortcut { sequence: KeyMap.archive; onActivated: Conversations.archive(keyboard.home.conversation, !keyboard.row().archived) }
    Shortcut { sequence: KeyMap.markUnread; onActivated: { const unread = !keyboard.row().isUnread; keyboard.home.keptUnread = unread ? keyboard.home.conversation : ""; keyboard.set({"unread": unread}); } }
    Shortcut { sequence: KeyMap.next; onActivated: keyboard.step(1, false) }
    Shortcut { sequence: KeyMap.previous; onActivated: keyboard.step(-1, false) }
    Shortcut { sequence: KeyMap.nextUnread; onActivated: keyboard.step(1, true) }
    Shortcut { sequence: KeyMap.previousUnread; onActivated: keyboard.step(-1, true) }
    Shortcut { sequences: [KeyMap.last, "Ctrl+Shift+Tab"]; onActivated: if (keyboard.home.lastConversation.length > 0) keyboard.home.show(keyboard.home.lastConversation) }
    Shortcut { sequence: KeyMap.pane; onActivated: keyboard.pane(1) }
    Shortcut { sequence: "Shift+F6"; onActivated: keyboard.pane(-1) }
    Repeater {
        model: 9
        Item {
            required property int index
            Shortcut {
                sequence: "Ctrl+" + (index + 1)
                onActivated: {
                    let at = 0;
                    for (let i = 0; i < Conversations.count; ++i) {
                        const row = Conversations.at(i);
                        if (row.pinned && at++ === index) return keyboard.home.show(row.alias);
                    }
                }
            }
        }
    }
}
