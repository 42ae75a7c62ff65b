// People who are only in the own address book: written down by hand or taken over from another one.
import QtQuick
import QtQuick.Templates as T
import Stille.Profile

Page {
    id: page
    required property var home
    title: Words.localsTitle
    lead: Words.localsLead
    onBack: home.goBack()
    function focusFirst() { add.forceActiveFocus(Qt.TabFocusReason); }
    function importFrom(path) { importer.begin(path); }
    function takeBack() {
        Profile.call("contact.import_undo", {}, answer => {
            undoing.close();
            page.lookBack();
            if (!answer.ok) return page.home.say(answer.code === "not_found" ? Words.undoNothing : answer.words);
            People.refresh();
            Keep.refresh();
            add.forceActiveFocus(Qt.TabFocusReason);
            page.home.say(Words.fill(Words.undoDone, [answer.value.removed, answer.value.restored]) + (answer.value.kept > 0 ? " " + Words.counted("undoKept", answer.value.kept) : ""));
        });
    }
    property var last: ({})  // what could be taken back
    function lookBack() { Profile.call("contact.last_import", {}, answer => { if (answer.ok) page.last = answer.value; }); }
    Component.onCompleted: { People.refresh(); lookBack(); }
    Component.onDestruction: People.filter = ""
    Flow {
        width: parent.width
        spacing: 8
        PushButton { id: add; kind: "primary"; text: Words.localAdd; onClicked: page.home.go("local", {}) }
        PushButton { text: Words.importTitle; onClicked: books.ask(paths => { if (paths.length > 0) page.importFrom(paths[0]); }) }
        PushButton { visible: page.last.at !== undefined; text: Words.undoTitle; onClicked: undoing.open() }
    }
    FilePicker { id: books; several: false; title: Words.importTitle; filters: [Words.importFiles + " (*.vcf *.vcard *.csv)"] }
    ImportSheet { id: importer; home: page.home; onDone: { page.lookBack(); add.forceActiveFocus(Qt.TabFocusReason); } }
    Sheet {
        id: undoing
        title: Words.undoTitle
        words: page.last.at === undefined ? "" : Words.fill(Words.undoWords, [page.last.file, Desk.momentInWords(page.last.at)])
        confirm: Words.undoDo
        onConfirmed: page.takeBack()
    }
    Field {
        id: filter
        width: parent.width
        visible: People.localCount > 0 || People.filter.length > 0
        label: Words.peopleFilter
        labelShown: false
        placeholder: Words.peopleFilter
        text: People.filter
        onTextChanged: People.filter = text
    }
    Prose {
        width: parent.width
        visible: People.loaded && People.localCount === 0
        text: People.filter.length > 0 ? Words.peopleNone : Words.localsEmpty
        color: Theme.textSecondary
    }
    Column {
        width: parent.width
        Repeater {
            model: People.locals
            T.Button {
                id: line
                required property var row
                width: parent.width
                height: Math.round(60 * Theme.scale)
                focusPolicy: Qt.StrongFocus
                hoverEnabled: true
                text: row.name
                Accessible.role: Accessible.Button
                Accessible.name: [row.name, row.last].filter(one => one.length > 0).join(", ")
                onClicked: page.home.go("local", {alias: row.alias})
                Keys.onReturnPressed: clicked()
                background: Rectangle { radius: Theme.radiusControl; color: line.hovered ? Theme.hover : "transparent"; FocusRing { around: line; shown: line.visualFocus; gap: 0 } }
                contentItem: Item {
                    Avatar { id: face; x: 8; anchors.verticalCenter: parent.verticalCenter; name: line.row.name }
                    Column {
                        anchors.left: face.right
                        anchors.leftMargin: 12
                        anchors.right: parent.right
                        anchors.rightMargin: 8
                        anchors.verticalCenter: parent.verticalCenter
                        spacing: 3
                        Line { width: parent.width; text: line.row.name; font.weight: Font.Medium; Accessible.ignored: true }
                        Line { width: parent.width; text: line.row.last; color: Theme.textSecondary; font.pixelSize: Theme.secondary; Accessible.ignored: true }
                    }
                }
            }
        }
    }
    Prose { width: parent.width; visible: People.localCount > People.locals.count; text: Words.counted("localsMore", People.localCount - People.locals.count); color: Theme.textSecondary; font.pixelSize: Theme.ui }
}
