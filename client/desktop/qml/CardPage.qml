// The own card: everybody sees the name; the rest, whom one chooses.
import QtQuick
import Stille.Profile

Page {
    id: page
    required property var home
    property var card: ({})
    property string problem
    property string wrong  // the field that could not be taken
    function wrongIn(field) { return wrong !== field ? "" : field === "birthday" ? Words.cardWrongBirthday : field === "languages" ? Words.cardWrongLanguages : Words.cardWrongField; }
    title: Words.cardTitle
    lead: Words.cardLead
    onBack: home.goBack()
    function focusFirst() { name.forceActiveFocus(); }
    Component.onCompleted: Profile.call("card.show", {}, answer => {
        if (!answer.ok) return;
        page.card = answer.value;
        name.text = answer.value.name || "";
        role.text = answer.value.role || "";
        company.text = answer.value.company || "";
        city.text = answer.value.city || "";
        languages.text = (answer.value.languages || []).join(", ");
        birthday.text = Desk.dayToType(answer.value.birthday || "");
        topics.text = (answer.value.topics || []).join(", ");
    })
    function setPicture(path) {
        Profile.callSlowly("card.set", {"picture": path}, answer => {
            page.problem = answer.ok ? "" : Words.cardPictureWrong;
            if (answer.ok) { page.card = answer.value; Portraits.ask("self"); page.home.say(Words.saved); }
        });
    }
    function save() {
        Profile.call("card.set", {"name": name.text.trim(), "role": role.text.trim(), "company": company.text.trim(), "city": city.text.trim(), "languages": languages.text.trim(), "birthday": birthday.text.trim(), "topics": topics.text.trim()}, answer => {
            page.wrong = answer.ok ? "" : answer.detail.about || "";
            const field = ({"name": name, "role": role, "company": company, "city": city, "topics": topics, "birthday": birthday, "languages": languages})[page.wrong];
            page.problem = answer.ok || field ? "" : Words.cardWrong;
            // What is wrong is where one is, and in sight.
            if (field) field.forceActiveFocus(Qt.TabFocusReason);
            if (answer.ok) { Session.refresh(); page.home.say(Words.saved); page.home.goBack(); }
        });
    }
    Notice { width: parent.width; words: page.problem }
    Field { id: name; width: parent.width; problem: page.wrongIn("name"); label: Words.cardName; onAccepted: page.save() }
    Field { id: role; width: parent.width; problem: page.wrongIn("role"); label: Words.cardRole; onAccepted: page.save() }
    Field { id: company; width: parent.width; problem: page.wrongIn("company"); label: Words.cardCompany; onAccepted: page.save() }
    Field { id: city; width: parent.width; problem: page.wrongIn("city"); label: Words.cardCity; onAccepted: page.save() }
    Field { id: topics; width: parent.width; problem: page.wrongIn("topics"); label: Words.cardTopics; hint: Words.cardTopicsHint; onAccepted: page.save() }
    Field { id: birthday; width: parent.width; problem: page.wrongIn("birthday"); label: Words.cardBirthday; hint: Words.cardBirthdayHint; onAccepted: page.save() }
    Field { id: languages; width: parent.width; problem: page.wrongIn("languages"); label: Words.cardLanguages; hint: Words.cardLanguagesHint; onAccepted: page.save() }
    Flow {
        width: parent.width
        spacing: 8
        Avatar { name: Session.name; alias: "self"; visible: page.card.picture !== undefined }
        PushButton { text: page.card.picture ? Words.youPictureOther : Words.youPicture; onClicked: pictures.ask(paths => { if (paths.length > 0) page.setPicture(paths[0]); }) }
        PushButton { visible: page.card.picture !== undefined; kind: "plain"; text: Words.cardPictureRemove; onClicked: page.setPicture("") }
    }
    FilePicker { id: pictures; several: false; title: Words.youPicture; filters: [Words.pictures + " (*.jpg *.jpeg *.png)"] }
    Flow {
        width: parent.width
        spacing: 8
        PushButton { kind: "primary"; text: Words.save; enabled: name.text.trim().length > 0; onClicked: page.save() }
        PushButton { text: Words.cancel; onClicked: page.home.goBack() }
    }
}
