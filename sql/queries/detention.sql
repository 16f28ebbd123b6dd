-- Every value held on the person $1 (struct held_value), by table and row: whatever --au says, what is held is held now.
SELECT x.table_, x.ligne, x.colonne, x.valeur
FROM jalon.detention($1::text) x
