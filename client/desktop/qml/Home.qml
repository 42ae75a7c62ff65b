// The open window: list and content side by side, one of them where there is room for one only.
import QtQuick
import Stille.Profile

FocusScope {
    id: frame
    property bool greetNewcomer: false
    /// What the content shows: "conversation", "keep", "people", "search", "settings", "invite", "accept", "group" ...
    property string place: "conversation"
    property var subject: ({})
    property var former: []
    // With larger type there is room for one of the two sooner.
    readonly property bool narrow: width < Math.round(720 * Math.max(1, Theme.scale * 0.85))
    readonly property bool listShown: !narrow || (place === "conversation" && conversation.length === 0)
    readonly property bool wide: width >= 1100
    property string conversation: ""
    property string lastConversation: ""
    property bool infoShown: false
    // Nobody waits for the page to talk on before somebody is chosen: the list is shown first.
    property bool begun: false
    Timer { running: Conversations.loaded && !frame.begun; interval: 50; onTriggered: frame.begun = true }
    // Somebody has marked it as unread while it was open: so it stays until it is opened again.
    property string keptUnread: ""

    readonly property var pages: ({
        "conversation": conversationPage, "keep": keepPage, "people": peoplePage, "search": searchPage,
        "settings": settingsPage, "invite": invitePage, "accept": acceptPage, "verify": verifyPage,
        "connection": connectionPage, "relay": relayPage, "newGroup": newGroupPage, "group": groupPage,
        "introduce": introducePage, "data": dataPage, "edit": cardPage,
        "circles": circlesPage, "later": laterPage, "locals": localsPage, "local": localPage
    })

    function go(where, about) {
        if (where !== place || where !== "conversation") former = former.concat([{place: place, subject: subject}]).slice(-20);
        subject = about || {};
        place = where;
        Qt.callLater(() => content.focusFirst());
    }
    function goBack() {
        if (former.length > 0) {
            const last = former[former.length - 1];
            former = former.slice(0, -1);
            subject = last.subject;
            place = last.place;
        } else if (place !== "conversation") {
            place = "conversation";
        } else if (narrow) {
            show("");
        }
        Qt.callLater(() => content.focusFirst());
    }
    // The keyboard stays where it is, unless it goes with what is closed.
    function closeInfo() {
        const inside = info.activeFocus;
        infoShown = false;
        if (inside) Qt.callLater(() => content.focusFirst());
    }
    function show(alias) {
        keptUnread = "";
        if (alias !== conversation) {
            lastConversation = conversation;
            conversation = alias;
            Messages.conversation = alias;
        }
        // What lies over a conversation does not lie over the next.
        if (!wide) infoShown = false;
        former = [];
        subject = {};
        place = "conversation";
        Qt.callLater(() => content.focusFirst());
    }
    /// The conversation that is shown has another alias now.
    function follow(alias) {
        conversation = alias;
        Messages.conversation = alias;
    }
    /// Where one is, for whoever locks and comes back: an id, and neither names nor words. Of pages those that are
    /// about nothing in particular, or about this conversation.
    function whereabouts() {
        const about = Object.keys(subject).filter(key => typeof subject[key] === "string" && subject[key].length > 0);
        const known = about.every(key => subject[key] === conversation) && !subject.first;
        return {
            id: Conversations.named(conversation).id || "", info: infoShown, unread: keptUnread.length > 0 && keptUnread === conversation,
            place: known ? place : "conversation", about: known ? about : []
        };
    }
    function comeBack(at) {
        const arrive = alias => {
            // Somebody was quicker.
            if (conversation.length > 0 || place !== "conversation") return;
            if (alias.length > 0) show(alias);
            if (at.unread) keptUnread = alias;
            infoShown = at.info;
            if (at.place === "conversation" || alias.length === 0 && at.about.length > 0) return;
            const again = {};
            for (const key of at.about) again[key] = alias;
            go(at.place, again);
        };
        if (at.id.length === 0) return arrive("");
        Profile.call("conversation.list", {"which": "all", "only": [at.id]}, answer => arrive(answer.ok && answer.value.conversations.length > 0 ? answer.value.conversations[0].conversation.alias : ""));
    }
    function showMessage(alias, id) {
        show(alias);
        // After the conversation has taken the focus for its composer.
        Qt.callLater(() => content.item.reveal(id));
    }
    /// After how long its messages disappear can be changed here; and the way there.
    readonly property bool timed: place === "conversation" && content.item !== null && content.item.timed === true
    function showTimer() {
        if (conversation.startsWith("#")) return go("group", {alias: conversation, timer: true});
        infoShown = true;
        Qt.callLater(() => { if (info.item) info.item.showTimer(); });
    }
    function showKeys() { keys.open(); }
    function say(words) { status.show(words); }
    function eraseTalk(alias) { erasingTalk.get().begin(alias); }
    Seldom { id: erasingTalk; sourceComponent: EraseTalk { home: frame } }

    // Wherever one is when it ends.
    Connections {
        target: Exporter
        function onFinished(written) { frame.say(Words.exportDone.arg(written.messages)); }
        function onStopped() { frame.say(Words.exportStopped); }
    }
    Connections {
        target: Importer
        function onFinished(back) {
            People.refresh();
            Keep.refresh();
            const words = back.messages === 0 ? Words.takeBackDoneNone : Words.counted("takeBackDone", back.messages);
            frame.say(back.passed_over > 0 ? Words.fill(Words.takeBackPassedOver, [words, back.passed_over]) : words);
        }
        function onStopped() { frame.say(Words.takeBackStopped); }
    }
    // One of the two panes goes or comes: what had the focus may be out of sight.
    onNarrowChanged: Qt.callLater(() => {
        if (info.item && info.active && !info.docked) return info.item.forceActiveFocus();
        const at = frame.Window.activeFocusItem;
        if (at && at.visible && at !== frame && at !== content) return;
        if (content.visible && content.item) content.item.forceActiveFocus(Qt.OtherFocusReason);
        else content.focusFirst();
    })
    Component.onCompleted: if (greetNewcomer) go("invite", {first: true})

    Sidebar {
        id: sidebar
        visible: frame.listShown
        width: frame.narrow ? frame.width : Math.round(Math.min(360, Math.max(280, 312 * Math.max(1, Theme.scale * 0.9))))
        height: parent.height
        home: frame
        focus: frame.listShown && !content.visible
    }
    Rectangle {
        visible: sidebar.visible && !frame.narrow
        x: sidebar.width
        width: 1
        height: parent.height
        color: Theme.hairline
    }
    Loader {
        id: content
        objectName: "content"
        focus: true
        visible: !frame.narrow || !frame.listShown
        x: frame.narrow ? 0 : sidebar.width + 1
        width: frame.width - x - (info.docked ? info.width + 1 : 0)
        height: parent.height
        sourceComponent: frame.pages[frame.place]
        active: frame.begun || frame.place !== "conversation" || frame.conversation.length > 0
        function focusFirst() {
            if (!visible) return sidebar.focusFirst();
            if (item && item.focusFirst) item.focusFirst();
            else if (item) {
                item.forceActiveFocus();
                const next = item.nextItemInFocusChain(true);
                if (next) next.forceActiveFocus();
            }
        }
    }
    Rectangle {
        visible: info.docked
        x: content.x + content.width
        width: 1
        height: parent.height
        color: Theme.hairline
    }
    Rectangle {
        anchors.fill: parent
        visible: info.active && !info.docked
        color: Theme.veil
        MouseArea { anchors.fill: parent; onClicked: frame.closeInfo() }
    }
    Loader {
        id: info
        readonly property bool docked: active && frame.wide
        active: frame.infoShown && frame.place === "conversation" && frame.conversation.length > 0 && frame.conversation !== "self"
        x: frame.width - width
        width: Math.min(frame.width, Math.round(320 * Math.max(1, Theme.scale * 0.9)))
        height: parent.height
        sourceComponent: frame.conversation.startsWith("#") ? groupInfo : personInfo
        // `docked` comes to be true only after this.
        onLoaded: if (!frame.wide) item.forceActiveFocus()
        // Over everything it has the keyboard, however it came to lie there.
        onDockedChanged: if (item && active && !docked) item.forceActiveFocus()
    }
    Component { id: personInfo; PersonPanel { home: frame; alias: frame.conversation } }
    Component { id: groupInfo; GroupPanel { home: frame; alias: frame.conversation } }

    Component { id: conversationPage; Conversation { home: frame } }
    Component { id: keepPage; KeepPage { home: frame } }
    Component { id: peoplePage; PeoplePage { home: frame } }
    Component { id: searchPage; SearchPage { home: frame } }
    Component { id: settingsPage; SettingsPage { home: frame } }
    Component { id: invitePage; InvitePage { home: frame; first: frame.subject.first || false; whom: frame.subject.whom || "" } }
    Component { id: acceptPage; AcceptPage { home: frame; link: frame.subject.link || "" } }
    Component { id: verifyPage; VerifyPage { home: frame; alias: frame.subject.alias || "" } }
    Component { id: connectionPage; ConnectionPage { home: frame } }
    Component { id: relayPage; RelayPage { home: frame } }
    Component { id: newGroupPage; NewGroupPage { home: frame } }
    Component { id: groupPage; GroupPage { home: frame; alias: frame.subject.alias || ""; toTimer: frame.subject.timer === true } }
    Component { id: introducePage; IntroducePage { home: frame; alias: frame.subject.alias || "" } }
    Component { id: dataPage; DataPage { home: frame; only: frame.subject.conversation || ""; taking: only.length > 0 || frame.subject.taking === true } }
    Component { id: cardPage; CardPage { home: frame } }
    Component { id: circlesPage; CirclesPage { home: frame } }
    Component { id: laterPage; LaterPage { home: frame } }
    Component { id: localsPage; LocalsPage { home: frame } }
    Component { id: localPage; LocalPage { home: frame; alias: frame.subject.alias || ""; draft: frame.subject.draft || "" } }

    Keyboard { home: frame; sidebar: sidebar; content: content; info: info; palette: palette; keys: keys }
    Seldom { id: palette; sourceComponent: JumpSheet { home: frame } }
    Seldom { id: keys; sourceComponent: KeysSheet {} }
    // Above the place where one writes, wherever there is one.
    Status {
        id: status
        readonly property real taken: content.visible && content.item && content.item.taken || 0
        widest: (content.visible ? content.width : frame.width) - 32
        anchors.bottom: parent.bottom
        anchors.bottomMargin: taken > 0 ? taken + 8 : 24
        anchors.horizontalCenter: content.horizontalCenter
    }
    // New messages are said once, politely, to who listens.
    Item {
        id: announcer
        property string words
        Accessible.role: Accessible.AlertMessage
        Accessible.name: words
        Connections {
            target: Messages
            function onArrived(spoken) { announcer.words = spoken; }
        }
    }
}
