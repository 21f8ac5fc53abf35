const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function main(path) {
  const records = JSON.parse(require("fs").readFileSync(path, "utf8"));
  const rows = [];
  for (const record of records) {
    if (record.Lead_Status === "Lost") continue;
    const created = record.Created_Time;
    const tags = [];
    for (const tag of record.Tag) tags.push(tag.name);
    rows.push({
      leadId: record.id,
      name: record.First_Name + " " + record.Last_Name,
      email: record.Email.toLowerCase(),
      status: record.Lead_Status,
      revenue: record.Annual_Revenue,
      created: created.substring(8, 10) + "-" + MONTHS[parseInt(created.substring(5, 7), 10) - 1] + "-" + created.substring(0, 4),
      owner: record.Owner.name,
      city: record.Address.City,
      tags: tags,
    });
  }
  const text = JSON.stringify(rows);
  console.log(rows.length + " " + (text.length > 0 ? "written" : ""));
}
main(process.argv[2]);
