// The window: which of its faces is shown follows from the profile's state.
import QtQuick
import QtQuick.Templates as T
import Stille.Profile

T.ApplicationWindow {
    id: window
    width: 1180
    height: 760
    minimumWidth: 560
    minimumHeight: 520
    // With a place in the tray it may begin there; without one it would be nowhere.
    visible: !(beginHidden && tray.item && tray.item.available)
    property bool beginHidden: false
    function bring() { show(); raise(); requestActivate(); }
    // Somebody has opened this profile's window once more.
    function come(conversation, link, shown) {
        if (conversation.length > 0) openWith = conversation;
        if (link.length > 0) invitedBy = link;
        if (shown) bring();
        if (home.item) begin();
    }
    // Once: a window that was locked meanwhile does not ask again.
    function begin() {
        if (openWith.length > 0) home.item.show(openWith);
        if (invitedBy.length > 0) {
            if (!Lifecycle.namesRelayAlone(invitedBy)) home.item.go("accept", {link: invitedBy});
            else if (!wasNew) home.item.say(Words.relayLinkHere);
        }
        openWith = "";
        invitedBy = "";
    }
    // What was noted elsewhere meanwhile says nothing of itself.
    onActiveChanged: if (active && Session.state === "open") Keep.refresh()
    onClosing: close => {
        if (!Preferences.stay || !tray.item || !tray.item.available) return;
        close.accepted = false;
        hide();
    }
    Loader {
        id: tray
        active: Preferences.stay || window.beginHidden
        Component.onCompleted: setSource("Tray.qml", {"window": window})
    }
    color: Theme.canvas
    // Who is being written to is nobody's business who only sees a list of windows.
    title: "Stille"
    font: Qt.application.font
    readonly property alias home: home.item
    property string openWith
    property string invitedBy
    readonly property bool ready: face.status === Loader.Ready

    Loader {
        id: face
        anchors.fill: parent
        focus: true
        active: Session.state !== "open"
        visible: active
        sourceComponent: Session.state === "locked" || (window.wasLocked && (Session.state === "opening" || Session.state === "looking")) ? locked
            : Session.state === "failed" ? failed
            : Session.state === "welcome" || Session.state === "opening" && window.wasNew ? onboarding : nothing
        onLoaded: item.forceActiveFocus()
    }
    Loader {
        id: home
        anchors.fill: parent
        focus: true
        active: Session.state === "open"
        visible: active
        sourceComponent: Home { greetNewcomer: window.wasNew }
        onLoaded: {
            item.forceActiveFocus();
            if (window.left) item.comeBack(window.left);
            window.left = null;
            window.begin();
            // Whoever locks and comes back is no newcomer any more.
            window.wasNew = false;
        }
    }
    Connections {
        target: Notifier
        function onChosen(conversation) {
            window.bring();
            if (home.item) home.item.show(conversation);
        }
        function onKeepChosen() {
            window.bring();
            if (home.item) home.item.go("keep");
        }
    }
    property bool wasLocked: false
    property bool wasNew: false
    property var left: null  // where one was when it was locked
    Connections {
        target: Session
        function onLeaving() { if (home.item) window.left = home.item.whereabouts(); }
        function onStateChanged() {
            if (Session.state === "locked") window.wasLocked = true;
            if (Session.state === "welcome") window.wasNew = true;
            if (Session.state === "open") window.wasLocked = false;
        }
    }
    Component { id: onboarding; Onboarding { link: window.invitedBy; onInvited: by => window.invitedBy = by } }
    Component { id: locked; Locked {} }
    Component { id: failed; Failed {} }
    Component { id: nothing; FocusScope {} }

    IdleLock {}
    Rectangle {
        anchors.fill: parent
        visible: Preferences.veil && !window.active && Session.state === "open"
        color: Theme.canvas
        Line {
            anchors.centerIn: parent
            text: Words.veiled
            color: Theme.textSecondary
            font.pixelSize: Theme.body
        }
    }
    Shortcut { sequence: KeyMap.quit; onActivated: Qt.quit() }
    Shortcut { sequence: KeyMap.larger; onActivated: Preferences.textSize += 10 }
    Shortcut { sequence: "Ctrl+="; onActivated: Preferences.textSize += 10 }
    Shortcut { sequence: KeyMap.smaller; onActivated: Preferences.textSize -= 10 }
    Shortcut { sequence: "Ctrl+0"; onActivated: Preferences.textSize = 100 }
}
