-- The first form of a groundcheck: the core questions of the form that enumerators fill in for the
-- Pemutakhiran DTSEN PBI 2026 (FASIH, R1-R40), in its wording and with its codes. The office's own are
-- `pindah` and `menolak` among the presences and the picture of the Kartu Keluarga. Each question
-- names the DTSEN column that holds the same answer, and how its codes translate there.
INSERT INTO "questionnaire" ("version", "name", "valid_from", "source", "definition") VALUES (
  'fasih-dtsen-pbi-2026-inti-1',
  'Pemutakhiran DTSEN PBI 2026, pertanyaan inti',
  '2026-01-01',
  'Formulir FASIH Pemutakhiran DTSEN PBI 2026 (R1–R40), pertanyaan inti; keberadaan pindah dan menolak serta foto KK ditambahkan kantor',
  $form$
{
  "version": "fasih-dtsen-pbi-2026-inti-1",
  "name": "Pemutakhiran DTSEN PBI 2026, pertanyaan inti",
  "presence": {
    "code": "status_keluarga",
    "label": "Status keberadaan keluarga",
    "hint": "Hanya jawaban “Ditemukan” yang melanjutkan wawancara.",
    "options": [
      {"code": "0", "label": "Tidak Ditemukan (STOP)"},
      {"code": "1", "label": "Ditemukan"},
      {"code": "3", "label": "Meninggal"},
      {"code": "4", "label": "Tidak Eligible"},
      {"code": "5", "label": "Tidak dapat ditemui sampai akhir pendataan"},
      {"code": "pindah", "label": "Pindah"},
      {"code": "menolak", "label": "Menolak diwawancarai"}
    ],
    "goesOn": ["1"],
    "askedAnyway": ["21a"]
  },
  "sections": [
    {
      "id": "perumahan",
      "title": "Perumahan",
      "scope": "household",
      "questions": [
        {
          "code": "21a",
          "label": "Foto rumah tampak depan (atap dan dinding)",
          "type": "photo",
          "required": true
        },
        {"code": "21b", "label": "Foto ruang tamu (dinding dan lantai)", "type": "photo", "required": true},
        {
          "code": "7a",
          "label": "Status kepemilikan bangunan tempat tinggal",
          "type": "single",
          "required": true,
          "options": [
            {"code": "1", "label": "Milik sendiri"},
            {"code": "2", "label": "Kontrak/sewa"},
            {"code": "3", "label": "Bebas sewa"},
            {"code": "4", "label": "Dinas"},
            {"code": "5", "label": "Lainnya"}
          ],
          "mapsTo": "status_kepemilikan_rumah"
        },
        {
          "code": "9",
          "label": "Luas lantai bangunan tempat tinggal (m²)",
          "type": "integer",
          "required": true,
          "min": 1,
          "unit": "m²",
          "mapsTo": "luas_lantai",
          "max": 9999
        },
        {
          "code": "10a",
          "label": "Bahan bangunan utama lantai rumah terluas",
          "type": "single",
          "required": true,
          "options": [
            {"code": "1", "label": "Marmer/granit"},
            {"code": "2", "label": "Keramik"},
            {"code": "3", "label": "Parket/vinil/permadani"},
            {"code": "4", "label": "Ubin/tegel/teraso"},
            {"code": "5", "label": "Kayu/papan"},
            {"code": "6", "label": "Semen/bata merah"},
            {"code": "7", "label": "Bambu"},
            {"code": "8", "label": "Tanah"},
            {"code": "9", "label": "Lainnya"}
          ],
          "mapsTo": "jenis_lantai_terluas"
        },
        {
          "code": "11a",
          "label": "Bahan bangunan utama dinding rumah terluas",
          "type": "single",
          "required": true,
          "options": [
            {"code": "1", "label": "Tembok"},
            {"code": "2", "label": "Plesteran anyaman bambu/kawat"},
            {"code": "3", "label": "Kayu/papan/gypsum/GRC/calciboard"},
            {"code": "4", "label": "Anyaman bambu"},
            {"code": "5", "label": "Batang kayu"},
            {"code": "6", "label": "Bambu"},
            {"code": "7", "label": "Lainnya"}
          ],
          "mapsTo": "jenis_dinding_terluas"
        },
        {
          "code": "12a",
          "label": "Bahan bangunan utama atap rumah terluas",
          "type": "single",
          "required": true,
          "options": [
            {"code": "1", "label": "Beton"},
            {"code": "2", "label": "Genteng"},
            {"code": "3", "label": "Seng"},
            {"code": "4", "label": "Asbes"},
            {"code": "5", "label": "Bambu"},
            {"code": "6", "label": "Kayu/sirap"},
            {"code": "7", "label": "Jerami/ijuk/daun-daunan/rumbia"},
            {"code": "8", "label": "Lainnya"}
          ],
          "mapsTo": "jenis_atap_terluas"
        }
      ]
    },
    {
      "id": "sanitasi",
      "title": "Air minum dan sanitasi",
      "scope": "household",
      "questions": [
        {
          "code": "16",
          "label": "Sumber air utama yang digunakan keluarga untuk minum",
          "type": "single",
          "required": true,
          "options": [
            {"code": "1", "label": "Air kemasan bermerk"},
            {"code": "2", "label": "Air isi ulang"},
            {"code": "3", "label": "Leding"},
            {"code": "4", "label": "Sumur bor/pompa"},
            {"code": "5", "label": "Sumur terlindung"},
            {"code": "6", "label": "Sumur tak terlindung"},
            {"code": "7", "label": "Mata air terlindung"},
            {"code": "8", "label": "Mata air tak terlindung"},
            {"code": "9", "label": "Air permukaan (sungai/danau/waduk/kolam/irigasi)"},
            {"code": "10", "label": "Air hujan"},
            {"code": "11", "label": "Lainnya"}
          ],
          "mapsTo": "sumber_air_minum_utama"
        },
        {
          "code": "13",
          "label": "Fasilitas tempat buang air besar dan siapa yang menggunakan",
          "type": "single",
          "required": true,
          "options": [
            {"code": "1", "label": "Ada, digunakan oleh anggota keluarga dalam satu rumah"},
            {"code": "2", "label": "Ada, digunakan bersama oleh anggota keluarga dari beberapa rumah"},
            {"code": "3", "label": "Ada, di MCK komunal"},
            {"code": "4", "label": "Ada, di MCK umum/siapapun menggunakan"},
            {"code": "5", "label": "Ada, anggota keluarga tidak menggunakan"},
            {"code": "6", "label": "Tidak ada"}
          ],
          "mapsTo": "fasilitas_bab"
        },
        {
          "code": "14",
          "label": "Jenis kloset yang digunakan",
          "type": "single",
          "required": true,
          "options": [
            {"code": "1", "label": "Leher angsa"},
            {"code": "2", "label": "Plengsengan dengan tutup"},
            {"code": "3", "label": "Plengsengan tanpa tutup"},
            {"code": "4", "label": "Cemplung/cubluk"}
          ],
          "mapsTo": "jenis_kloset",
          "visibleIf": {"question": "13", "is": ["1", "2", "3"]}
        },
        {
          "code": "15",
          "label": "Tempat pembuangan akhir tinja",
          "type": "single",
          "required": true,
          "options": [
            {"code": "1", "label": "Tangki septik"},
            {"code": "2", "label": "IPAL"},
            {"code": "3", "label": "Kolam/sawah/sungai/danau/laut"},
            {"code": "4", "label": "Lubang tanah"},
            {"code": "5", "label": "Pantai/tanah lapang/kebun"},
            {"code": "6", "label": "Lainnya"}
          ],
          "mapsTo": "pembuangan_akhir_tinja"
        },
        {"code": "21c", "label": "Foto kamar mandi (kloset)", "type": "photo", "required": false}
      ]
    },
    {
      "id": "listrik",
      "title": "Listrik",
      "scope": "household",
      "questions": [
        {
          "code": "17",
          "label": "Sumber penerangan utama rumah",
          "type": "single",
          "required": true,
          "options": [
            {"code": "1", "label": "Listrik PLN dengan meteran"},
            {"code": "2", "label": "Listrik PLN tanpa meteran"},
            {"code": "3", "label": "Listrik Non-PLN"},
            {"code": "4", "label": "Bukan listrik"}
          ],
          "mapsTo": "sumber_penerangan_utama"
        },
        {
          "code": "18a",
          "label": "Jumlah meteran listrik terpasang",
          "type": "integer",
          "required": true,
          "min": 1,
          "visibleIf": {"question": "17", "is": ["1"]},
          "max": 20
        },
        {
          "code": "18b",
          "label": "Daya yang terpasang (per meteran)",
          "type": "single",
          "required": true,
          "options": [
            {"code": "1", "label": "450 watt"},
            {"code": "2", "label": "900 watt"},
            {"code": "3", "label": "1.300 watt"},
            {"code": "4", "label": "2.200 watt"},
            {"code": "5", "label": "> 2.200 watt"}
          ],
          "mapsTo": "daya_terpasang",
          "visibleIf": {"question": "17", "is": ["1"]},
          "hint": "Bila ada beberapa meteran, pilih daya yang terbesar."
        },
        {
          "code": "18c",
          "label": "ID pelanggan PLN (12 digit) atau nomor meteran (11 digit)",
          "type": "digits",
          "required": true,
          "mapsTo": "id_pelanggan_pln",
          "visibleIf": {"question": "17", "is": ["1"]},
          "length": [12, 11],
          "mapLength": 12,
          "hint": "Nomor ini ada di struk, di aplikasi PLN, atau di meteran."
        }
      ]
    },
    {
      "id": "aset",
      "title": "Kepemilikan aset",
      "scope": "household",
      "questions": [
        {
          "code": "22a",
          "label": "Aset bergerak: Tabung gas 3 kg",
          "type": "integer",
          "required": true,
          "min": 0,
          "unit": "unit",
          "max": 99
        },
        {
          "code": "22b",
          "label": "Aset bergerak: Tabung gas 5,5 kg atau lebih",
          "type": "integer",
          "required": true,
          "min": 0,
          "unit": "unit",
          "mapsTo": "aset_bergerak_tabung_gas",
          "max": 99,
          "countsAsYesNo": true
        },
        {
          "code": "22c",
          "label": "Aset bergerak: Lemari es/kulkas",
          "type": "integer",
          "required": true,
          "min": 0,
          "unit": "unit",
          "mapsTo": "aset_bergerak_lemari_es",
          "max": 99,
          "countsAsYesNo": true
        },
        {
          "code": "22d",
          "label": "Aset bergerak: AC",
          "type": "integer",
          "required": true,
          "min": 0,
          "unit": "unit",
          "mapsTo": "aset_bergerak_ac",
          "max": 99,
          "countsAsYesNo": true
        },
        {
          "code": "22e",
          "label": "Aset bergerak: Emas/perhiasan",
          "type": "integer",
          "required": true,
          "min": 0,
          "unit": "gram",
          "mapsTo": "aset_bergerak_emas_perhiasan",
          "max": 100000,
          "countsAsYesNo": true
        },
        {
          "code": "22f",
          "label": "Aset bergerak: Komputer/laptop/tablet",
          "type": "integer",
          "required": true,
          "min": 0,
          "unit": "unit",
          "mapsTo": "aset_bergerak_komputer_laptop_tablet",
          "max": 99,
          "countsAsYesNo": true
        },
        {
          "code": "22g",
          "label": "Aset bergerak: Sepeda motor",
          "type": "integer",
          "required": true,
          "min": 0,
          "unit": "unit",
          "mapsTo": "aset_bergerak_sepeda_motor",
          "max": 99,
          "countsAsYesNo": true
        },
        {
          "code": "22g_nilai",
          "label": "Total nilai aset sepeda motor",
          "type": "rupiah",
          "required": true,
          "visibleIf": {"question": "22g", "atLeast": 1},
          "min": 1,
          "hint": "Perkiraan harga jual sekarang."
        },
        {
          "code": "22h",
          "label": "Aset bergerak: Mobil",
          "type": "integer",
          "required": true,
          "min": 0,
          "unit": "unit",
          "mapsTo": "aset_bergerak_mobil",
          "max": 99,
          "countsAsYesNo": true
        },
        {
          "code": "22h_nilai",
          "label": "Total nilai aset mobil",
          "type": "rupiah",
          "required": true,
          "visibleIf": {"question": "22h", "atLeast": 1},
          "min": 1,
          "hint": "Perkiraan harga jual sekarang."
        },
        {
          "code": "23a",
          "label": "Jumlah lahan di tempat lain",
          "type": "integer",
          "required": true,
          "min": 0,
          "mapsTo": "aset_tidak_bergerak_lahan_lainnya",
          "max": 99,
          "countsAsYesNo": true
        },
        {
          "code": "23b",
          "label": "Jumlah rumah/bangunan di tempat lain",
          "type": "integer",
          "required": true,
          "min": 0,
          "mapsTo": "aset_tidak_bergerak_rumah_lainnya",
          "max": 99,
          "countsAsYesNo": true
        }
      ]
    },
    {
      "id": "anggota",
      "title": "Anggota keluarga",
      "scope": "individual",
      "questions": [
        {
          "code": "27a",
          "label": "Keberadaan anggota keluarga",
          "type": "single",
          "required": true,
          "options": [
            {"code": "1", "label": "Tinggal di rumah/tempat tinggal ini"},
            {"code": "2", "label": "Meninggal"},
            {
              "code": "3",
              "label": "Tidak tinggal bersama keluarga/pindah ke wilayah (daerah) lain di Indonesia"
            },
            {"code": "4", "label": "Tidak tinggal bersama keluarga/pindah ke luar negeri"},
            {"code": "5", "label": "Anggota keluarga baru"},
            {"code": "6", "label": "Sudah pisah KK"},
            {"code": "7", "label": "Tidak ditemukan/Tidak dikenal"}
          ]
        },
        {
          "code": "28DN",
          "label": "Provinsi dan kabupaten/kota domisili (dalam negeri)",
          "type": "text",
          "required": false,
          "visibleIf": {"question": "27a", "is": ["3"]}
        },
        {
          "code": "28LN",
          "label": "Negara domisili (luar negeri)",
          "type": "text",
          "required": false,
          "visibleIf": {"question": "27a", "is": ["4"]}
        },
        {
          "code": "29",
          "label": "Jenis kelamin",
          "type": "single",
          "required": true,
          "options": [{"code": "1", "label": "Laki-laki"}, {"code": "2", "label": "Perempuan"}],
          "mapsTo": "jenis_kelamin",
          "visibleIf": {"question": "27a", "is": ["5"]}
        },
        {
          "code": "30",
          "label": "Tanggal lahir (tanggal, bulan, tahun) dan umur",
          "type": "date",
          "required": true,
          "mapsTo": "tanggal_lahir",
          "visibleIf": {"question": "27a", "is": ["5"]}
        },
        {
          "code": "32",
          "label": "Hubungan dengan kepala keluarga",
          "type": "single",
          "required": true,
          "options": [
            {"code": "1", "label": "Kepala keluarga"},
            {"code": "2", "label": "Istri/suami"},
            {"code": "3", "label": "Anak"},
            {"code": "4", "label": "Menantu"},
            {"code": "5", "label": "Cucu"},
            {"code": "6", "label": "Orang tua"},
            {"code": "7", "label": "Mertua"},
            {"code": "8", "label": "Famili lain"},
            {"code": "9", "label": "Lainnya"}
          ],
          "mapsTo": "status_hubungan_keluarga",
          "mapCodes": {"6": "6", "7": "6", "8": "8", "9": "8"},
          "visibleIf": {"question": "27a", "is": ["1", "5"]}
        }
      ]
    },
    {
      "id": "pekerjaan",
      "title": "Pekerjaan",
      "scope": "individual",
      "questions": [
        {
          "code": "36",
          "label": "Profesi/pekerjaan utama (isi - bila tidak bekerja)",
          "type": "text",
          "required": true,
          "visibleIf": {"all": [{"question": "27a", "is": ["1", "5"]}, {"fact": "age", "atLeast": 10}]},
          "shortcut": {"code": "-", "label": "Tidak bekerja"}
        },
        {
          "code": "37",
          "label": "Status kedudukan dalam pekerjaan utama",
          "type": "single",
          "required": true,
          "options": [
            {"code": "1", "label": "Berusaha sendiri"},
            {"code": "2", "label": "Berusaha dibantu buruh"},
            {"code": "3", "label": "Buruh/karyawan/pegawai swasta"},
            {"code": "4", "label": "ASN/TNI/Polri/BUMN/BUMD/pejabat negara/kades"},
            {"code": "5", "label": "Pekerja bebas"},
            {"code": "6", "label": "Pekerja keluarga/tidak dibayar"},
            {"code": "9", "label": "Tidak tahu"}
          ],
          "mapsTo": "status_dalam_pekerjaan_utama",
          "mapCodes": {"1": "1", "2": ["2", "3"], "3": "4", "4": "5", "5": ["6", "7"], "6": "8", "9": null},
          "visibleIf": {
            "all": [
              {"all": [{"question": "27a", "is": ["1", "5"]}, {"fact": "age", "atLeast": 10}]},
              {"question": "36", "answered": true},
              {"not": {"question": "36", "is": ["-"]}}
            ]
          }
        }
      ]
    },
    {
      "id": "kartu_keluarga",
      "title": "Kartu Keluarga",
      "scope": "household",
      "questions": [
        {
          "code": "kk",
          "label": "Foto Kartu Keluarga (KK)",
          "type": "photo",
          "required": true,
          "hint": "Letakkan kartu di tempat terang; semua tulisan harus terbaca."
        }
      ]
    }
  ],
  "members": {
    "presence": "27a",
    "present": ["1", "5"],
    "joined": "5",
    "name": {"code": "25", "label": "Nama anggota keluarga"},
    "nik": {"code": "26a", "label": "Nomor Induk Kependudukan (NIK)", "hint": "16 digit, seperti di KTP atau KK."},
    "sex": "29",
    "birthDate": "30",
    "relation": "32",
    "head": "1",
    "spouse": "2"
  },
  "position": {"code": "3l", "label": "Geotagging lokasi (latitude, longitude, akurasi)"},
  "note": {"code": "catatan", "label": "Catatan"},
  "checks": [
    {
      "kind": "condition",
      "scope": "household",
      "when": {"all": [{"question": "22c", "atLeast": 1}, {"question": "17", "is": ["4"]}]},
      "severity": "warning",
      "question": "22c",
      "message": "Ada lemari es, tetapi sumber penerangan bukan listrik."
    },
    {
      "kind": "condition",
      "scope": "household",
      "when": {"all": [{"question": "22d", "atLeast": 1}, {"question": "17", "is": ["4"]}]},
      "severity": "warning",
      "question": "22d",
      "message": "Ada AC, tetapi sumber penerangan bukan listrik."
    },
    {
      "kind": "condition",
      "scope": "household",
      "when": {"all": [{"question": "22f", "atLeast": 1}, {"question": "17", "is": ["4"]}]},
      "severity": "warning",
      "question": "22f",
      "message": "Ada komputer, tetapi sumber penerangan bukan listrik."
    },
    {
      "kind": "one_head",
      "severity": "error",
      "question": "32",
      "message": "Harus tepat satu kepala keluarga di antara anggota yang tinggal di sini."
    },
    {
      "kind": "couple_of_one_sex",
      "severity": "error",
      "question": "32",
      "message": "Kepala keluarga dan pasangannya tercatat berjenis kelamin sama."
    },
    {
      "kind": "roster_differs",
      "severity": "warning",
      "question": "27a",
      "message": "Anggota yang tinggal di sini berbeda dari daftar keluarga."
    }
  ]
}
$form$
);
