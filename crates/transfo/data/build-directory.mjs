// Builds authorities.csv.br, the directory of French local authorities.
// Usage: npm install @etalab/decoupage-administratif@6.0.0 && node build-directory.mjs
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { brotliCompressSync, constants } from "node:zlib";

const require = createRequire(import.meta.url);
const SOURCE = "@etalab/decoupage-administratif";
const VERSION = "6.0.0";
const here = new URL(".", import.meta.url);

const read = (name) => require(`${SOURCE}/data/${name}.json`);
const version = require(`${SOURCE}/package.json`).version;
if (version !== VERSION) throw new Error(`${SOURCE} ${VERSION} is expected, ${version} is installed`);

function luhn(digits) {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

// Delegated and associated communes are no local authorities; without inhabitants there is nobody to accompany.
const communes = read("communes").filter((commune) => commune.type === "commune-actuelle" && commune.population);
const groups = read("epci");
const populations = new Map(communes.map((commune) => [commune.code, commune.population]));
const departmentOf = new Map(communes.map((commune) => [commune.code, commune.departement]));

const rows = [];
// Two names come between quotation marks.
const add = (kind, siren, departments, population, name) =>
  rows.push({ kind, siren, departments, population, name: name.replaceAll('"', "") });

for (const department of read("departements")) {
  const inhabited = communes.some((commune) => commune.departement === department.code);
  if (inhabited) add("name", "", department.code, 0, department.nom);
}
for (const commune of communes) {
  add("commune", commune.siren ?? "", commune.departement, commune.population, commune.nom);
}

// A group may lie in several departments: all are kept, the most populated first.
function departmentsOf(members) {
  const sums = new Map();
  for (const member of members) {
    const department = departmentOf.get(member.code);
    if (department) sums.set(department, (sums.get(department) ?? 0) + (populations.get(member.code) ?? 0));
  }
  return [...sums].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([code]) => code).join(" ");
}
const kinds = { CC: "cc", CA: "ca", CU: "cu", METRO: "metropole", MET69: "metropole" };
for (const group of [...groups, ...read("ept")]) {
  const kind = group.type === "EPT" ? "ept" : kinds[group.type];
  if (!kind) throw new Error(`unknown kind ${group.type}`);
  add(kind, group.code, departmentsOf(group.membres), group.populationMunicipale, group.nom);
}

// The département du Rhône ends where the métropole de Lyon begins.
const lyon = new Set(groups.find((group) => group.type === "MET69").membres.map((member) => member.code));
const [header, ...above] = readFileSync(new URL("departments-and-regions.csv", here), "utf8").trim().split("\n");
if (header !== "kind,siren,departments,name") throw new Error("departments-and-regions.csv has another header");
for (const line of above) {
  const [kind, siren, departments, name] = line.split(",");
  const within = new Set(departments.split(" "));
  const counted = communes.filter(
    (commune) => within.has(commune.departement) && !(siren === "226900017" && lyon.has(commune.code)),
  );
  const population = counted.reduce((total, commune) => total + commune.population, 0);
  add(kind, siren, departments, population, name);
}

const seen = new Set();
for (const row of rows) {
  if (row.siren && (!/^\d{9}$/.test(row.siren) || !luhn(row.siren))) throw new Error(`SIREN ${row.siren} ${row.name}`);
  if (row.siren && seen.has(row.siren)) throw new Error(`SIREN ${row.siren} stands twice`);
  if (!row.name || /[;"\n]/.test(row.name)) throw new Error(`name ${row.name}`);
  if (!Number.isInteger(row.population)) throw new Error(`population of ${row.name}`);
  seen.add(row.siren);
}

const lines = rows.map((row) => [row.kind, row.siren, row.departments, row.population, row.name].join(";"));
const text = `kind;siren;departments;population;name\n${lines.join("\n")}\n`;
const bytes = brotliCompressSync(Buffer.from(text), {
  params: {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    // A larger window costs memory when the file is read and saves nothing here.
    [constants.BROTLI_PARAM_LGWIN]: 20,
    [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
  },
});
writeFileSync(new URL("authorities.csv.br", here), bytes);
console.log(`${rows.length} rows, ${text.length} characters, ${bytes.length} bytes`);
