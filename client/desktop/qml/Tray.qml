// Stille in the tray: a dot while something is unread, what it means in words, and the few things one wants there.
import QtQuick
import Qt.labs.platform as Platform
import Stille.Profile

Item {
    id: tray
    required property var window
    readonly property bool available: icon.available
    Platform.SystemTrayIcon {
        id: icon
        visible: true
        icon.source: "image://tray/" + (Conversations.unread > 0 ? "dot" : "plain") + "/light"
        tooltip: Conversations.unread > 0 ? Words.trayUnread : Words.trayQuiet
        onActivated: reason => { if (reason !== Platform.SystemTrayIcon.Context) tray.window.bring(); }
        menu: Platform.Menu {
            Platform.MenuItem { text: Words.trayOpen; onTriggered: tray.window.bring() }
            Platform.MenuSeparator {}
            Platform.MenuItem { text: Words.trayRestHour; onTriggered: Preferences.rest("hour") }
            Platform.MenuItem { text: Words.trayRestToday; onTriggered: Preferences.rest("today") }
            Platform.MenuItem { text: Words.trayRestTomorrow; onTriggered: Preferences.rest("tomorrow") }
            Platform.MenuItem { text: Words.restEnd; visible: Preferences.restUntil > Desk.nowMs(); onTriggered: Preferences.rest("") }
            Platform.MenuSeparator {}
            Platform.MenuItem { text: Words.lockNow; visible: Session.guarded && Session.lockable; onTriggered: Session.lock() }
            Platform.MenuItem { text: Words.trayQuit; onTriggered: Qt.quit() }
        }
    }
}
