// Jump anywhere: people, groups, places and commands by a few letters.
import QtQuick
import QtQuick.Templates as T
import Stille.Profile

T.Popup {
    id: palette
    objectName: "palette"
    required property var home
    parent: T.Overlay.overlay
    x: Math.round((parent.width - width) / 2)
    y: Math.min(96, Math.round(parent.height * 0.12))
    width: Math.min(560, parent.width - 32)
    // A dozen at a time; the rest by scrolling.
    height: Math.min(field.implicitHeight + Math.min(list.contentHeight, 12 * Math.round(40 * Theme.scale)) + 36, parent.height - 2 * y)
    modal: true
    focus: true
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside
    T.Overlay.modal: Rectangle { color: Theme.veil }
    background: Rectangle { radius: Theme.radiusCard; color: Theme.surface; border.width: 1; border.color: Theme.hairline }
    // `also`: what else somebody may call it, in both languages whichever is shown. `when`: only then it is there.
    property var commands: [
        {name: Words.keepTitle, keys: KeyMap.said("keep"), run: () => home.go("keep")},
        {name: Words.peopleTitle, keys: "", run: () => home.go("people")},
        {name: Words.localsTitle, keys: "", run: () => home.go("locals")},
        {name: Words.inviteTitle, keys: KeyMap.said("invite"), run: () => home.go("invite")},
        {name: Words.acceptTitle, keys: "", run: () => home.go("accept")},
        {name: Words.groupNew, keys: KeyMap.said("newGroup"), run: () => home.go("newGroup")},
        {name: Words.noteToSelf, keys: "", run: () => home.show("self")},
        {name: Words.filterArchived, keys: "", run: () => Conversations.lookAt("archived")},
        {name: Words.settings, keys: KeyMap.said("settings"), run: () => home.go("settings")},
        {name: Words.cardTitle, keys: "", run: () => home.go("edit")},
        {name: Words.connectionTitle, keys: "", run: () => home.go("connection")},
        {name: Words.relayTitle, keys: "", run: () => home.go("relay")},
        {name: Words.laterTitle, keys: "", run: () => home.go("later")},
        {name: Words.expiringHere, also: Words.findTimer, when: home.timed, keys: "", run: () => home.showTimer()},
        {name: Words.circlesTitle, keys: "", run: () => home.go("circles")},
        {name: Words.dataTitle, keys: "", run: () => home.go("data")},
        {name: Words.exportTitle, also: Words.findExport, keys: "", run: () => home.go("data", {taking: true})},
        {name: Words.takeBackTitle, also: Words.findImport, keys: "", run: () => home.go("data")},
        {name: Words.backupTitle, also: Words.findBackup, keys: "", run: () => home.go("data")},
        {name: Words.requestsTitle, keys: "", run: () => home.go("people")},
        {name: Session.guarded ? Words.passphraseChange : Words.passphraseSet, keys: "", run: () => home.go("settings")},
        {name: Words.scheme + ": " + Words.schemeLight, also: Words.findLight, keys: "", run: () => Preferences.scheme = "light"},
        {name: Words.scheme + ": " + Words.schemeDark, also: Words.findDark, keys: "", run: () => Preferences.scheme = "dark"},
        {name: Words.scheme + ": " + Words.schemeContrast, also: Words.findContrast, keys: "", run: () => Preferences.scheme = "contrast"},
        {name: Words.scheme + ": " + Words.schemeSystem, keys: "", run: () => Preferences.scheme = "system"},
        {name: Words.settingsLanguage + ": Deutsch", also: Words.findGerman, keys: "", run: () => Preferences.language = "de"},
        {name: Words.settingsLanguage + ": English", also: Words.findEnglish, keys: "", run: () => Preferences.language = "en"},
        {name: Words.lockNow, keys: KeyMap.said("lock"), run: () => Session.lock()}
    ]
    property var found: []
    function look() {
        const asked = field.text.trim().replace(/^>\s*/, "").toLowerCase();
        const onlyCommands = field.text.trim().startsWith(">");
        const fits = name => asked.length === 0 || name.toLowerCase().split(/[\s-]+/).some(word => word.startsWith(asked)) || name.toLowerCase().includes(asked);
        const rows = [];
        if (!onlyCommands) {
            const seen = {};
            for (const row of Conversations.every()) { seen[row.alias] = true; if (fits(row.name)) rows.push({name: row.name, kind: (row.group ? Words.kindGroup : Words.kindTalk) + (row.archived ? " · " + Words.filterArchived : ""), key: row.person, person: true, alias: row.alias, group: row.group, keys: "", run: () => home.show(row.alias)}); }
            for (let i = 0; i < People.count; ++i) { const row = People.at(i); if (!seen[row.alias] && fits(row.name)) rows.push({name: row.name, kind: Words.kindPerson, key: row.id, person: true, alias: row.alias, group: false, keys: "", run: () => home.show(row.alias)}); }
        }
        const people = rows.slice(0, 7);
        for (const command of commands) if (command.when !== false && (fits(command.name) || command.also && fits(command.also))) people.push({name: command.name, kind: Words.kindCommand, person: false, keys: command.keys, run: command.run});
        if (asked.length > 0 && !onlyCommands) people.push({name: Words.searchFor.arg(field.text.trim()), kind: Words.kindSearch, person: false, keys: "", run: () => { Search.query = field.text.trim(); home.go("search"); }});
        found = people;
        list.currentIndex = 0;
    }
    onOpened: { field.text = ""; look(); field.forceActiveFocus(); }
    onCommandsChanged: if (visible) look()  // in another language
    function run(index) {
        const chosen = found[index];
        if (!chosen) return;
        close();
        chosen.run();
    }
    contentItem: FocusScope {
        focus: true
        Field {
            id: field
            x: 12
            y: 12
            width: parent.width - 24
            focus: true
            label: Words.paletteLabel
            labelShown: false
            placeholder: Words.paletteHint
            onTextChanged: palette.look()
            onAccepted: palette.run(list.currentIndex)
            Keys.onDownPressed: list.currentIndex = Math.min(list.count - 1, list.currentIndex + 1)
            Keys.onUpPressed: list.currentIndex = Math.max(0, list.currentIndex - 1)
        }
        ListView {
            id: list
            anchors.top: field.bottom
            anchors.topMargin: 8
            anchors.bottom: parent.bottom
            anchors.bottomMargin: 8
            x: 12
            width: parent.width - 24
            clip: true
            model: palette.found
            boundsBehavior: Flickable.StopAtBounds
            highlightMoveDuration: 0
            T.ScrollBar.vertical: Scroll {}
            Accessible.role: Accessible.List
            Accessible.name: Words.paletteLabel
            delegate: Rectangle {
                id: entry
                required property var modelData
                required property int index
                // Drawn without a graphics card, a symbol is not cut where the list ends.
                readonly property bool inside: y + height / 2 > list.contentY && y + height / 2 < list.contentY + list.height
                width: list.width
                height: Math.round(40 * Theme.scale)
                radius: Theme.radiusControl
                color: ListView.isCurrentItem ? Theme.selected : mouse.containsMouse ? Theme.hover : "transparent"
                border.width: ListView.isCurrentItem ? Theme.ring : 0
                border.color: Theme.accent
                Accessible.role: Accessible.ListItem
                Accessible.name: modelData.name + ", " + modelData.kind
                Accessible.focusable: true
                Avatar { id: face; visible: entry.modelData.person; x: 8; size: Math.round(24 * Theme.scale); anchors.verticalCenter: parent.verticalCenter; name: entry.modelData.name; alias: entry.modelData.alias || ""; group: entry.modelData.group || false }
                Icon { visible: !entry.modelData.person && entry.inside; x: 10; anchors.verticalCenter: parent.verticalCenter; name: entry.modelData.kind === Words.kindSearch ? "search" : "next"; size: Math.round(18 * Theme.scale) }
                Line { x: face.x + face.width + 12; width: parent.width - x - right.width - 20; anchors.verticalCenter: parent.verticalCenter; text: entry.modelData.name; Accessible.ignored: true }
                Line { id: right; anchors.right: parent.right; anchors.rightMargin: 12; anchors.verticalCenter: parent.verticalCenter; text: entry.modelData.keys.length > 0 ? entry.modelData.keys : entry.modelData.kind; color: Theme.textMeta; font.pixelSize: Theme.meta; Accessible.ignored: true }
                MouseArea { id: mouse; anchors.fill: parent; hoverEnabled: true; onClicked: palette.run(entry.index) }
            }
        }
    }
}
