// What a file of another address book would change here, before anything is changed; and then it is done.
import QtQuick
import Stille.Profile

Sheet {
    id: importer
    required property var home
    property string path
    property var results: []
    property string problem
    property bool working: false
    property bool contactsOnly: false
    readonly property var added: results.filter(one => one.match === "added")
    readonly property var changed: results.filter(one => one.match === "found" && one.changed)
    readonly property var same: results.filter(one => one.match === "found" && !one.changed)
    readonly property var unclear: results.filter(one => one.match === "ambiguous")
    signal done()
    // What can be pressed is known only once the file was read.
    onOpened: focusButton()
    function begin(from) { path = from; contactsOnly = false; look(); }
    function wishes(more) { return Object.assign({"path": path, "contacts_only": contactsOnly}, more); }
    function look() {
        Profile.callSlowly("contact.import", wishes({"dry": true}), answer => {
            importer.results = answer.ok ? answer.value.results : [];
            importer.problem = answer.ok ? "" : answer.detail.line ? Words.importWrongLine.arg(answer.detail.line) : Words.importWrong;
            importer.open();
        });
    }
    title: Words.importTitle
    words: problem.length > 0 ? problem : results.length === 0 ? Words.importNobody : Words.importLead
    confirm: problem.length === 0 && results.length > 0 ? Words.importDo : ""
    dismiss: confirm.length > 0 ? Words.cancel : Words.close
    confirmable: added.length + changed.length > 0 && !working
    onConfirmed: {
        working = true;
        Profile.callSlowly("contact.import", wishes({}), answer => {
            importer.working = false;
            if (!answer.ok) { importer.problem = Words.importWrong; return; }
            importer.close();
            People.refresh();
            Keep.refresh();
            const written = answer.value.results.filter(one => one.changed || one.match === "added").length;
            importer.home.say(Words.counted("importDone", written));
            importer.done();
        });
    }
    component Names: Column {
        property string heading
        property var of: []
        visible: of.length > 0
        width: parent.width
        spacing: 4
        Heading { width: parent.width; text: parent.heading + " (" + parent.of.length + ")"; font.pixelSize: Theme.ui }
        Prose { width: parent.width; text: parent.of.slice(0, 200).map(one => one.name).join(", "); color: Theme.textSecondary; font.pixelSize: Theme.ui; maximumLineCount: 8; elide: Text.ElideRight }
    }
    Names { heading: Words.importAdded; of: importer.added }
    Names { heading: Words.importChanged; of: importer.changed }
    Names { heading: Words.importSame; of: importer.same }
    Names { heading: Words.importUnclear; of: importer.unclear }
    Toggle { width: parent.width; visible: importer.problem.length === 0 && importer.results.length > 0; text: Words.importContactsOnly; detail: Words.importContactsOnlyDetail; checked: importer.contactsOnly; onToggled: { importer.contactsOnly = checked; importer.look(); } }
}
