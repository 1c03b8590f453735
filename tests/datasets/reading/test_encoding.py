"""Encodings: files of other alphabets come out right, and the note says what was assumed."""

from __future__ import annotations

import codecs
import io
import time

import charset_normalizer
import pytest

from embedviz.datasets.reading import read_raw
from embedviz.datasets.reading.encoding import decoded

RUSSIAN = (
    "Съешь же ещё этих мягких французских булок, да выпей чаю.\n"
    "Вчера я купил новую книгу, а сегодня мы пойдём гулять в парк.\n"
)
CHINESE = "我们今天去公园散步，天气非常好。\n他昨天买了一本新书，写得很有意思。\n"
JAPANESE = "今日は公園を散歩しました。天気がとても良かったです。\n昨日、新しい本を買いました。\n"
POLISH = (
    "Wczoraj kupiłem nową książkę, która jest bardzo ciekawa.\n"
    "Dziś pójdziemy do parku, bo świeci słońce i jest ładna pogoda.\n"
)
CZECH = (
    "Příliš žluťoučký kůň úpěl ďábelské ódy.\n"
    "Včera jsem si koupil novou knihu, která je velmi zajímavá.\n"
)
GERMAN = "Gestern habe ich ein schönes Buch gekauft.\nDie Größe der Äpfel überraschte mich.\n"
FRENCH = (
    "Hier, j'ai acheté un très bon livre à la librairie près de l'église.\n"
    "C'était déjà l'été, et les élèves rêvaient de la forêt.\n"
)
SENTENCES = {
    "Russian in Windows-1251": (RUSSIAN, "cp1251", "Cyrillic (Windows-1251)"),
    "Russian in KOI8-R": (RUSSIAN, "koi8_r", "Cyrillic (KOI8-R)"),
    "Chinese in GBK": (CHINESE, "gbk", "Chinese (GBK)"),
    "Japanese in Shift-JIS": (JAPANESE, "shift_jis", "Japanese (Shift-JIS)"),
    "Polish in Windows-1250": (POLISH, "cp1250", "Central European (Windows-1250)"),
    "Polish in Latin-2": (POLISH, "iso8859_2", "Central European (ISO 8859-2)"),
    "Czech in Windows-1250": (CZECH, "cp1250", "Central European (Windows-1250)"),
    "German in Windows-1252": (GERMAN, "cp1252", "Western European (Windows-1252)"),
    "French in Latin-1": (FRENCH, "latin-1", "Western European (Windows-1252)"),
}
# A header and few rows, as a spreadsheet program saves them.
TABLES = {
    "Russian": ("город,население\nМосква,13000000\nКазань,1300000\n", "cp1251"),
    "Russian names": ("name,x\nИван Петров,1\nАнна Смирнова,2\n", "cp1251"),
    "Ukrainian": ("місто;населення\nКиїв;2952000\nЛьвів;717000\n", "cp1251"),
    "Chinese": ("名称,价格\n苹果,12\n香蕉,8\n樱桃,40\n", "gbk"),
    "Chinese cities": ("城市,人口\n北京,21540000\n上海,24870000\n", "gbk"),
    "Japanese": ("名前,価格\nりんご,120\nバナナ,80\nさくらんぼ,400\n", "shift_jis"),
    "Japanese loan words": ("name,x\nテスト,1\nデータ,2\n", "shift_jis"),
    "Korean": ("이름,가격\n사과,12\n바나나,8\n", "euc_kr"),
    "Greek": ("όνομα,τιμή\nΜήλο,12\nΚεράσι,8\n", "cp1253"),
    "Turkish": ("İsim,fiyat\nŞeker,12\nÇay,8\nYoğurt,9\n", "cp1254"),
    "Polish": ("nazwa,cena\nżółty ser,12\nśledź,8\nkiełbasa,20\n", "cp1250"),
    "Czech": ("jméno;věk\nDvořák;41\nŠkoda;52\n", "cp1250"),
    "Hungarian": ("név,ár\nőszibarack,3\nszőlő,4\ntűzhely,50\n", "cp1250"),
    "German": ("Größe,Preis\nÄpfel,2\nBrötchen,3\nWeißwürste,5\n", "cp1252"),
    "French": ("ville,habitants\nOrléans,116000\nBesançon,117000\nNîmes,148000\n", "cp1252"),
    "Spanish": ("nombre,x\nEspaña,1\nmañana,2\ncorazón,3\n", "cp1252"),
    "Portuguese": ("nome,x\nSão Paulo,1\nJoão,2\nAção,3\n", "cp1252"),
    "Norwegian": ("navn,x\nSmørrebrød,1\nÅlesund,2\n", "cp1252"),
    "one letter": ("name,x\nMalmö,1\nLund,2\n", "cp1252"),
    "prices": ("name,price\nTea,£5\nCake,£12\nBun,€2\n", "cp1252"),
    "degrees": ("town,warm\nRome,21°\nOslo,3°\n", "cp1252"),
    "curly quotation marks": ("text,x\nit’s “good” – or not,1\n", "cp1252"),
}


@pytest.mark.parametrize(("text", "encoding", "words"), SENTENCES.values(), ids=SENTENCES)
def test_sentences_come_out_right_and_the_note_says_how_they_were_read(text, encoding, words):
    raw = read_raw(io.BytesIO(text.encode(encoding)), "a.txt")
    assert raw.frame["text"].tolist() == text.splitlines()
    told = f"a.txt is not in UTF-8, so it was read as {words}."
    assert raw.notes == (f"{told} If letters look wrong, save it as UTF-8.",)


@pytest.mark.parametrize(("text", "encoding"), TABLES.values(), ids=TABLES)
def test_short_tables_come_out_right(text, encoding):
    raw = read_raw(io.BytesIO(text.encode(encoding)), "a.csv")
    header, *rows = [line.replace(";", ",").split(",") for line in text.splitlines()]
    assert [*raw.frame.columns] == header
    assert raw.frame.to_numpy().tolist() == rows
    assert "not in UTF-8" in raw.notes[0]


@pytest.mark.parametrize("text", [RUSSIAN, CHINESE, JAPANESE, CZECH, FRENCH, "plain\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_needs_no_guess(text, encoding):
    assert decoded(text.encode(encoding), "a.csv") == (text, ())


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8], ids=["bare", "marked"])
@pytest.mark.parametrize("text", [RUSSIAN, JAPANESE, GERMAN, "name,x\nCafé,1\nPâté,2\n"])
def test_utf8_with_a_broken_byte_stays_utf8(text, mark):
    content = text.encode()
    place = content.index(b"\n") + 1
    read, notes = decoded(mark + content[:place] + b"\xff" + content[place:], "a.csv")
    assert read == text[: text.index("\n") + 1] + "\ufffd" + text[text.index("\n") + 1 :]
    assert notes == ("a.csv is in UTF-8, but damaged in 1 place, shown as \ufffd now.",)


def test_utf8_that_breaks_off_within_a_letter_stays_utf8():
    read, notes = decoded(RUSSIAN.strip(".\n").encode()[:-1], "a.csv")
    assert read == RUSSIAN.strip(".\n")[:-1] + "\ufffd"
    assert "damaged in 1 place" in notes[0]


def test_the_detector_sees_only_a_part_of_a_large_file(monkeypatch):
    looked_at = []
    detect = charset_normalizer.from_bytes

    def watched(sample, **options):
        looked_at.append(len(sample))
        return detect(sample, **options)

    monkeypatch.setattr(charset_normalizer, "from_bytes", watched)
    rows = "name,x\n" + "plain,1\n" * 500_000 + "Москва,1\nКазань,2\n" * 500_000
    assert decoded(rows.encode("cp1251"), "a.csv")[0] == rows
    assert len(looked_at) == 1
    assert looked_at[0] < 10_000
    assert decoded(rows.encode(), "a.csv") == (rows, ())
    assert len(looked_at) == 1


def test_a_large_file_of_one_long_word_is_no_trouble():
    began = time.perf_counter()
    assert decoded(b"A" * 20_000_000 + b"\xe9", "a.csv")[0].endswith("Aé")
    assert time.perf_counter() - began < 5
