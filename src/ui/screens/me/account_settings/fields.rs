//! The settings as fields of a form, and the form as settings again.

use crate::domain::Language;
use crate::domain::provider::Provider;
use crate::domain::settings::{AccountColour, AccountWord, Allowed, ProfileConnection, Settings};
use crate::domain::zone::Zone;
use crate::formats;
use crate::say;
use crate::texts::Texts;
use crate::wording;

use crate::ui::kit::form::{Field, Form};
use crate::ui::shell::context::Context;

/// How many settings there are.
pub(super) const COUNT: usize = 16;

const ACCOUNT: usize = 0;
const PROFILE: usize = 1;
const PRODUCTS: usize = 2;
const GATE_USERS: usize = 3;
const GATE_PERCENT: usize = 4;
const SECOND_ADMIN: usize = 5;
const WAIT: usize = 6;
const MAX_ROWS: usize = 7;
const KEEP: usize = 8;
const MAIL: usize = 9;
const CONTACT: usize = 10;
const LANGUAGE: usize = 11;
const ZONE: usize = 12;
const COLOUR: usize = 13;
const WORD: usize = 14;
pub(super) const PROVIDER: usize = 15;

const PROVIDERS: &[Provider] = &Provider::ALL;

const PROFILES: [ProfileConnection; 3] = [
    ProfileConnection::Required,
    ProfileConnection::Optional,
    ProfileConnection::NotOffered,
];

/// The field of a setting that the service refused, by its name there.
pub(super) fn field_of(name: &str) -> usize {
    match name {
        "other_products" => PRODUCTS,
        "gate_percent" => GATE_PERCENT,
        "wait_days" => WAIT,
        "max_rows" => MAX_ROWS,
        "keep_upload_days" => KEEP,
        "help_desk_contact" => CONTACT,
        "provider" => PROVIDER,
        _ => ACCOUNT,
    }
}

/// The names of the settings, from top to bottom.
pub(super) fn labels(texts: &Texts) -> [String; COUNT] {
    [
        say!(texts, "setting-account"),
        say!(texts, "setting-profile"),
        say!(texts, "setting-products"),
        say!(texts, "setting-gate-users"),
        say!(texts, "setting-gate-percent"),
        say!(texts, "setting-second-admin"),
        say!(texts, "setting-wait"),
        say!(texts, "setting-max-rows"),
        say!(texts, "setting-keep"),
        say!(texts, "setting-mail"),
        say!(texts, "setting-contact"),
        say!(texts, "setting-language"),
        say!(texts, "setting-zone"),
        say!(texts, "setting-colour"),
        say!(texts, "setting-word"),
        say!(texts, "setting-provider"),
    ]
}

fn hints(texts: &Texts) -> [String; COUNT] {
    [
        String::new(),
        String::new(),
        say!(texts, "setting-products-hint"),
        say!(texts, "setting-gate-hint"),
        say!(texts, "setting-gate-hint"),
        say!(texts, "setting-second-admin-hint"),
        say!(texts, "setting-wait-hint"),
        say!(texts, "setting-max-rows-hint"),
        say!(texts, "setting-keep-hint"),
        String::new(),
        say!(texts, "setting-contact-hint"),
        say!(texts, "setting-language-hint"),
        say!(texts, "setting-zone-hint"),
        String::new(),
        say!(texts, "setting-word-hint"),
        say!(texts, "setting-provider-hint"),
    ]
}

fn profile(texts: &Texts, profile: ProfileConnection) -> String {
    match profile {
        ProfileConnection::Required => say!(texts, "setting-profile-required"),
        ProfileConnection::Optional => say!(texts, "setting-profile-optional"),
        ProfileConnection::NotOffered => say!(texts, "setting-profile-not-offered"),
    }
}

fn colour(texts: &Texts, colour: AccountColour) -> String {
    match colour {
        AccountColour::Blue => say!(texts, "colour-blue"),
        AccountColour::Green => say!(texts, "colour-green"),
        AccountColour::Yellow => say!(texts, "colour-yellow"),
        AccountColour::Magenta => say!(texts, "colour-magenta"),
        AccountColour::Cyan => say!(texts, "colour-cyan"),
        AccountColour::Red => say!(texts, "colour-red"),
    }
}

fn word(texts: &Texts, word: AccountWord) -> String {
    match word {
        AccountWord::None => say!(texts, "setting-none"),
        AccountWord::Demo => say!(texts, "word-demo"),
        AccountWord::Trial => say!(texts, "word-trial"),
        AccountWord::Production => say!(texts, "word-production"),
    }
}

fn switch(texts: &Texts, on: bool) -> String {
    if on {
        say!(texts, "setting-on")
    } else {
        say!(texts, "setting-off")
    }
}

/// The settings as a person reads them.
pub(super) fn shown(settings: &Settings, texts: &Texts) -> [String; COUNT] {
    let number = |value: u64| formats::number(texts.language(), value);
    let rows = settings.max_rows;
    let products = settings.other_products.join(", ");
    [
        settings.account.clone(),
        profile(texts, settings.profile_connection),
        if products.is_empty() {
            say!(texts, "setting-none")
        } else {
            products
        },
        number(settings.gate_users),
        format!("{} %", settings.gate_percent),
        switch(texts, settings.second_admin),
        say!(texts, "span-days", count = u64::from(settings.wait_days)),
        rows.map_or_else(|| say!(texts, "setting-no-limit"), number),
        say!(
            texts,
            "span-days",
            count = u64::from(settings.keep_upload_days)
        ),
        switch(texts, settings.mail_on_revoke),
        if settings.help_desk_contact.is_empty() {
            say!(texts, "setting-none")
        } else {
            settings.help_desk_contact.clone()
        },
        settings.language.own_name().to_owned(),
        settings.time_zone.name().to_owned(),
        colour(texts, settings.colour),
        word(texts, settings.word),
        wording::provider(texts, settings.provider),
    ]
}

/// Fields that show the settings and cannot be changed.
pub(super) fn fixed(settings: &Settings, texts: &Texts) -> Vec<Field> {
    let values = shown(settings, texts).into_iter();
    let fields = labels(texts).into_iter().zip(values);
    fields
        .map(|(label, value)| Field::fixed(label, value))
        .collect()
}

/// Fields in which the settings can be changed, while so many changes keep the account where it lives.
pub(super) fn open(settings: &Settings, in_flight: u64, texts: &Texts) -> Vec<Field> {
    let labels = labels(texts);
    let label = |index: usize| labels[index].clone();
    let switches = || vec![switch(texts, false), switch(texts, true)];
    let at = |found: Option<usize>| found.unwrap_or_default();
    let profiles = PROFILES.map(|it| profile(texts, it)).to_vec();
    let waits = (0..=Settings::MAX_WAIT_DAYS).map(|days| days.to_string());
    let languages = Language::ALL.map(|it| it.own_name().to_owned()).to_vec();
    let colours = AccountColour::ALL.map(|it| colour(texts, it)).to_vec();
    let rows = settings.max_rows.map(|rows| rows.to_string());
    let fields = [
        Field::text(label(ACCOUNT), settings.account.clone()),
        Field::choice(
            label(PROFILE),
            profiles,
            at(PROFILES
                .iter()
                .position(|it| *it == settings.profile_connection)),
        ),
        Field::text(label(PRODUCTS), settings.other_products.join(", ")),
        Field::text(label(GATE_USERS), settings.gate_users.to_string()),
        Field::text(label(GATE_PERCENT), settings.gate_percent.to_string()),
        Field::choice(
            label(SECOND_ADMIN),
            switches(),
            usize::from(settings.second_admin),
        ),
        Field::choice(label(WAIT), waits.collect(), settings.wait_days.into()),
        Field::text(label(MAX_ROWS), rows.unwrap_or_default()),
        Field::text(label(KEEP), settings.keep_upload_days.to_string()),
        Field::choice(
            label(MAIL),
            switches(),
            usize::from(settings.mail_on_revoke),
        ),
        Field::text(label(CONTACT), settings.help_desk_contact.clone()),
        Field::choice(
            label(LANGUAGE),
            languages,
            at(Language::ALL.iter().position(|it| *it == settings.language)),
        ),
        Field::text(label(ZONE), settings.time_zone.name()),
        Field::choice(
            label(COLOUR),
            colours,
            at(AccountColour::ALL
                .iter()
                .position(|it| *it == settings.colour)),
        ),
        word_field(settings, texts),
        provider(settings, in_flight, texts),
    ];
    let hinted = fields.into_iter().zip(hints(texts));
    hinted
        .map(|(field, hint)| match field.hint.as_str() {
            "" => field.hint(hint),
            _ => field,
        })
        .collect()
}

fn word_field(settings: &Settings, texts: &Texts) -> Field {
    let words = AccountWord::ALL.map(|it| word(texts, it)).to_vec();
    let at = AccountWord::ALL.iter().position(|it| *it == settings.word);
    let label = say!(texts, "setting-word");
    Field::choice(label, words, at.unwrap_or_default())
}

/// Where the account lives: only shown, with the reason, while changes keep it where it is.
fn provider(settings: &Settings, in_flight: u64, texts: &Texts) -> Field {
    let label = say!(texts, "setting-provider");
    let shown = |it: &Provider| wording::provider(texts, *it);
    if in_flight > 0 {
        let hint = say!(texts, "setting-provider-stays", count = in_flight);
        return Field::fixed(label, shown(&settings.provider)).hint(hint);
    }
    let at = PROVIDERS.iter().position(|it| *it == settings.provider);
    let options = PROVIDERS.iter().map(shown).collect();
    Field::choice(label, options, at.unwrap_or_default())
}

/// Where the account lives, as the form holds it.
fn chosen_provider(form: &Form, context: &Context) -> Provider {
    let chosen = form
        .fields
        .get(PROVIDER)
        .filter(|field| !field.is_fixed())
        .and_then(|field| PROVIDERS.get(field.chosen()));
    chosen.copied().unwrap_or(context.settings.provider)
}

/// A number that a form holds, if the setting can be that.
fn number(form: &Form, field: usize, name: &str, texts: &Texts) -> Result<u64, (usize, String)> {
    let allowed = Settings::allowed(name).unwrap_or(Allowed::Text);
    let value = form.value(field).parse::<u64>().ok();
    value
        .filter(|value| allowed.takes(*value))
        .ok_or_else(|| match allowed {
            Allowed::Number {
                most: Some(most), ..
            } => {
                let most = formats::number(texts.language(), most);
                (field, say!(texts, "setting-out-of-range", most = most))
            }
            _ if value == Some(0) => (field, say!(texts, "setting-zero-rows")),
            _ => (field, say!(texts, "setting-not-a-number")),
        })
}

/// The settings that a form holds, or which fields are wrong and why.
pub(super) fn read(form: &Form, context: &Context) -> Result<Settings, Vec<(usize, String)>> {
    let texts = &context.texts;
    let mut faults = Vec::new();
    let mut number = |field: usize, name: &str| {
        let found = number(form, field, name, texts);
        found
            .map_err(|fault| faults.push(fault))
            .unwrap_or_default()
    };
    let gate_users = number(GATE_USERS, "gate_users");
    let gate_percent = number(GATE_PERCENT, "gate_percent");
    let keep_upload_days = number(KEEP, "keep_upload_days");
    let limited = !form.value(MAX_ROWS).is_empty();
    let max_rows = limited.then(|| number(MAX_ROWS, "max_rows"));
    let time_zone = Zone::named(form.value(ZONE).trim()).unwrap_or_else(|_| {
        faults.push((ZONE, say!(texts, "setting-zone-unknown")));
        Zone::UTC
    });
    if form.value(ACCOUNT).is_empty() {
        faults.push((ACCOUNT, say!(texts, "prompt-empty")));
    }
    if !faults.is_empty() {
        faults.sort_by_key(|(field, _)| *field);
        return Err(faults);
    }
    let products = form.value(PRODUCTS);
    let products = products.split(',').map(str::trim);
    let chosen = |field: usize| form.chosen(field);
    Ok(Settings {
        account: form.value(ACCOUNT),
        profile_connection: PROFILES.get(chosen(PROFILE)).copied().unwrap_or_default(),
        other_products: products
            .filter(|product| !product.is_empty())
            .map(str::to_owned)
            .collect(),
        gate_users,
        gate_percent: u8::try_from(gate_percent).unwrap_or_default(),
        second_admin: chosen(SECOND_ADMIN) == 1,
        wait_days: u8::try_from(chosen(WAIT)).unwrap_or_default(),
        max_rows,
        keep_upload_days: u16::try_from(keep_upload_days).unwrap_or_default(),
        mail_on_revoke: chosen(MAIL) == 1,
        help_desk_contact: form.value(CONTACT).trim().to_owned(),
        time_zone,
        language: Language::ALL
            .get(chosen(LANGUAGE))
            .copied()
            .unwrap_or_default(),
        colour: AccountColour::ALL
            .get(chosen(COLOUR))
            .copied()
            .unwrap_or_default(),
        word: AccountWord::ALL
            .get(chosen(WORD))
            .copied()
            .unwrap_or_default(),
        // The roads are set on the command line.
        ..context
            .settings
            .clone()
            .living_at(chosen_provider(form, context))
    })
}

/// What changes: a line for each, `name: old → new`.
pub(super) fn differences(old: &Settings, new: &Settings, texts: &Texts) -> Vec<String> {
    let labels = labels(texts).into_iter();
    let values = shown(old, texts).into_iter().zip(shown(new, texts));
    labels
        .zip(values)
        .filter(|(_, (old, new))| old != new)
        .map(|(label, (old, new))| format!("{label}: {old} → {new}"))
        .collect()
}
