-- What reports say of the first hubs was stored in English.
UPDATE hubs SET basis_ref = 'Keputusan Menteri PANRB 94/2020 (hub percontohan)' WHERE basis_ref = 'Keputusan Menteri PANRB 94/2020 (pilot hubs)';
UPDATE hubs SET basis_ref = 'Komitmen ditandatangani 14 Maret 2023' WHERE basis_ref = 'commitment signed 2023-03-14';
UPDATE hubs SET basis_ref = 'Komitmen ditandatangani 20 Oktober 2023' WHERE basis_ref = 'commitment signed 2023-10-20';
UPDATE hub_transitions SET note = 'Hanya tahunnya yang dilaporkan. (Keputusan Menteri PANRB 94/2020 (hub percontohan))' WHERE note = 'Hanya tahunnya yang dilaporkan. (Keputusan Menteri PANRB 94/2020 (pilot hubs))';
UPDATE hub_transitions SET note = 'Komitmen ditandatangani 14 Maret 2023.' WHERE note = 'Tanggal penandatanganan komitmen. (commitment signed 2023-03-14)';
UPDATE hub_transitions SET note = 'Komitmen ditandatangani 20 Oktober 2023.' WHERE note = 'Tanggal penandatanganan komitmen. (commitment signed 2023-10-20)';
