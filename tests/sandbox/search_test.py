"""Search by criteria, e-mail, phone and word, and COQL."""

import unittest

from harness import SandboxTest

PEOPLE = [
    {"Last_Name": "Hart", "First_Name": "Amelia", "City": "Leeds", "Company": "Hart & Sons (UK), Ltd", "Annual_Revenue": 100,
     "Email": "amelia@example.com", "Phone": "+44 113 496-0101", "Lead_Source": "Online Store", "Last_Visited_Time": "2026-01-05T10:00:00Z"},
    {"Last_Name": "Hartmann", "First_Name": "Jonas", "City": "Ulm", "Company": "Weber", "Annual_Revenue": 200.5, "Email": "jonas@example.org",
     "Email_Opt_Out": True, "Last_Visited_Time": "2026-02-05T10:00:00Z"},
    {"Last_Name": "Ärger", "City": "ULM", "Company": "back\\slash", "Annual_Revenue": 300, "No_of_Employees": 7},
    {"Last_Name": "Nobody", "City": "Leeds"},
]


class Criteria(SandboxTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        from harness import Client
        client = Client(cls.server).login()
        cls.ids = client.insert("Leads", *PEOPLE)
        client.connection.close()

    def found(self, criteria, **more):
        """The numbers of the leads that match."""
        return sorted(self.ids.index(one) for one in self.client.ids("Leads/search", criteria=criteria, **more))

    def test_operators(self):
        for criteria, expected in [
                ("(Last_Name:equals:hart)", [0, 1]), ("(Last_Name:starts_with:HARTM)", [1]), ("(Last_Name:in:hart,nobody)", [0, 3]),
                ("(City:not_equal:leeds)", [1, 2]), ("(Last_Name:equals:ärger)", [2]),
                ("(Annual_Revenue:equals:200.5)", [1]), ("(Annual_Revenue:greater_than:200)", [1, 2]),
                ("(Annual_Revenue:greater_equal:300)", [2]), ("(Annual_Revenue:less_than:200.5)", [0]),
                ("(Annual_Revenue:less_equal:200.5)", [0, 1]), ("(Annual_Revenue:between:100,200.5)", [0, 1]),
                ("(Annual_Revenue:in:100,300)", [0, 2]), ("(Email_Opt_Out:equals:true)", [1]), ("(Email_Opt_Out:not_equal:true)", [0, 2, 3]),
                ("(Lead_Source:equals:Online Store)", [0]), ("(Lead_Source:in:Online Store,Chat)", [0]),
                ("(Last_Visited_Time:greater_than:2026-01-31T00:00:00+00:00)", [1]),
                ("(Last_Visited_Time:between:2026-01-01T00:00:00Z,2026-01-31T00:00:00Z)", [0]),
                ("(Owner:equals:Maya Chen)", [0, 1, 2, 3]), ("(Company:equals:${EMPTY})", [3]), ("(Company:not_equal:null)", [0, 1, 2]),
                ("(Email:equals:amelia@example.com)", [0]), ("(Email:equals:example)", [])]:
            self.assertEqual(self.found(criteria), expected, criteria)

    def test_combinations(self):
        for criteria, expected in [
                ("((City:equals:leeds)and(Last_Name:equals:hart))", [0]), ("(City:equals:leeds) AND (Last_Name:equals:hart)", [0]),
                ("((City:equals:ulm)or(Last_Name:equals:nobody))", [1, 2, 3]),
                ("(((City:equals:ulm)and(Annual_Revenue:less_than:300))or(Last_Name:equals:nobody))", [1, 3]),
                ("City:equals:leeds", [0, 3])]:
            self.assertEqual(self.found(criteria), expected, criteria)

    def test_escapes(self):
        for criteria, expected in [
                (r"(Company:equals:Sons \(UK\)\, Ltd)", [0]), (r"(Company:equals:back\\slash)", [2]), ("(Company:equals:Sons & x)", []),
                (r"(Company:in:Hart & Sons \(UK\)\, Ltd,Weber)", [0, 1]), (r"(Company:equals:Sons \\(UK\\)\, Ltd)", [0])]:
            self.assertEqual(self.found(criteria), expected, criteria)

    def test_as_sdks_encode(self):
        answer = self.client.send("GET", "/crm/v8/Leads/search?criteria=((City:equals:leeds)and(Last_Name:starts_with:Har))&per_page=200&")
        self.assertEqual([one["id"] for one in answer.json["data"]], [self.ids[0]])

    def test_errors(self):
        search = lambda **query: self.client.crm("GET", "Leads/search", **query)
        self.check_error(search(), 400, "EXPECTED_PARAM_MISSING", None, {"param_names": ["criteria", "email", "phone", "word"]})
        for criteria in ("(City:contains:x)", "(City:ends_with:x)", "(Annual_Revenue:starts_with:1)", "(Email_Opt_Out:greater_than:1)"):
            self.check_error(search(criteria=criteria), 400, "INVALID_QUERY", "invalid operator found")
        self.check_error(search(criteria="(Nothing:equals:x)"), 400, "INVALID_QUERY", "the field is not available for search")
        self.check_error(search(criteria="(Annual_Revenue:equals:x)"), 400, "INVALID_QUERY", "invalid value for search",
                         {"expected_data_type": "currency", "reason": "invalid value for search", "api_name": "Annual_Revenue", "value": "x"})
        for broken in ("(", "(City:equals:x", "()", "(City)", "(City:equals:x)and", "(City:equals:x)(City:equals:y)", "((((", "(" * 9999):
            self.check_error(search(criteria=broken), 400, "INVALID_QUERY", "Invalid query formed")
        eleven = "(" + "or".join(["(City:equals:x)"] * 11) + ")"
        self.check_error(search(criteria=eleven), 400, "CRITERIA_LIMIT_EXCEEDED")
        self.check_error(search(criteria="(City:in:" + ",".join(["x"] * 101) + ")"), 400, "INVALID_QUERY")
        self.check_error(search(word="a"), 400, "INVALID_DATA", "provide atleast 2 letters for search", {"param_name": "word"})
        self.check_error(search(word="ab", page=11), 400, "LIMIT_REACHED", None, {"limit": "2000"})
        self.check_error(self.client.crm("GET", "Attachments/search", word="ab"), 400, "NOT_SUPPORTED", "module not suppoted for search")

    def test_old_versions_know_two_operators(self):
        answer = self.client.crm("GET", "Leads/search", version="v2", criteria="(Annual_Revenue:greater_than:1)")
        self.check_error(answer, 400, "INVALID_QUERY", "invalid query formed",
                         {"operator": "greater_than", "api_name": "Annual_Revenue", "reason": "invalid operator found"})
        answer = self.client.crm("GET", "Leads/search", version="v2", criteria="(Last_Name:starts_with:hart)")
        self.assertEqual(answer.json["info"], {"per_page": 200, "count": 2, "page": 1, "more_records": False})

    def test_email_phone_word(self):
        numbers = lambda **query: sorted(self.ids.index(one) for one in self.client.ids("Leads/search", **query))
        self.assertEqual(numbers(email="AMELIA@example.com"), [0])
        self.assertEqual(numbers(phone="+441134960101"), [0])
        self.assertEqual(numbers(phone="1134"), [])
        self.assertEqual(numbers(word="hart"), [0, 1])
        self.assertEqual(numbers(word="sons"), [0])
        self.assertEqual(numbers(word="ha*nn"), [1])
        self.assertEqual(self.client.crm("GET", "Leads/search", word="zzzz").status, 204)
        self.assertEqual(self.client.crm("GET", "Leads/actions/count", criteria="(City:equals:leeds)").json, {"count": 2})
        self.assertEqual(self.client.crm("GET", "Leads/actions/count").json, {"count": 4})

    # ---------------------------------------------------------------- COQL

    def coql(self, query, version="v8", **more):
        return self.client.crm("POST", "coql", {"select_query": query, **more}, version=version)

    def names(self, where, rest=""):
        answer = self.coql(f"select Last_Name from Leads where {where} {rest}")
        self.assertIn(answer.status, (200, 204), answer.bytes)
        return [row["Last_Name"] for row in answer.json["data"]] if answer.status == 200 else []

    def test_conditions(self):
        for where, expected in [
                ("Last_Name = 'hart'", ["Hart"]), ("Last_Name like 'hart%'", ["Hart", "Hartmann"]), ("Last_Name like '%mann'", ["Hartmann"]),
                ("Last_Name like '%rge%'", ["Ärger"]), ("Last_Name not like '%har%'", ["Ärger", "Nobody"]),
                ("City in ('leeds', 'x')", ["Hart", "Nobody"]), ("City not in ('leeds')", ["Hartmann", "Ärger"]),
                ("Annual_Revenue between 100 and 250", ["Hart", "Hartmann"]), ("Annual_Revenue not between 100 and 250", ["Ärger"]),
                ("Company is null", ["Nobody"]), ("Company is not null and City = 'Ulm'", ["Hartmann", "Ärger"]),
                ("(City = 'Ulm' and (Annual_Revenue > 200 or Email_Opt_Out = true))", ["Hartmann", "Ärger"]),
                ("Last_Visited_Time >= '2026-02-05T10:00:00+00:00'", ["Hartmann"]), ("Annual_Revenue != 100", ["Hartmann", "Ärger"]),
                ("Company = '${EMPTY}'", ["Nobody"])]:
            self.assertEqual(self.names(where), expected, where)

    def test_order_and_limit(self):
        self.assertEqual(self.names("id is not null", "order by Annual_Revenue desc limit 2"), ["Ärger", "Hartmann"])
        self.assertEqual(self.names("id is not null", "order by City asc, Last_Name desc limit 1, 2"), ["Hart", "Ärger"])
        self.assertEqual(self.names("id is not null", "limit 1 offset 3"), ["Nobody"])
        info = self.coql("select id from Leads where id is not null limit 3").json["info"]
        self.assertEqual(info, {"count": 3, "more_records": True})

    def test_columns(self):
        row = self.coql("select Last_Name as 'Name', Owner, Owner.last_name from Leads where Last_Name = 'Hart'").json["data"][0]
        self.assertEqual((row["Name"], row["Owner.last_name"], row["id"]), ("Hart", "Chen", self.ids[0]))
        self.assertEqual(set(row["Owner"]), {"name", "id"})
        v6 = self.coql("select Owner from Leads where Last_Name = 'Hart'", version="v6").json["data"][0]
        self.assertEqual(set(v6["Owner"]), {"id"})
        account = self.client.insert("Accounts", {"Account_Name": "Acme", "Billing_City": "Rome"})
        self.client.insert("Contacts", {"Last_Name": "c", "Account_Name": account})
        row = self.coql("select Last_Name, Account_Name.Billing_City from Contacts where Account_Name.Account_Name = 'acme'").json["data"][0]
        self.assertEqual((row["Last_Name"], row["Account_Name.Billing_City"]), ("c", "Rome"))

    def test_aggregates(self):
        data = self.coql("select COUNT(id), SUM(Annual_Revenue), MAX(Annual_Revenue) from Leads where id is not null").json["data"]
        self.assertEqual(data, [{"COUNT(id)": 4, "SUM(Annual_Revenue)": 600.5, "MAX(Annual_Revenue)": 300}])
        data = self.coql("select City, COUNT(id) as 'n' from Leads where City = 'Leeds' group by City").json["data"]
        self.assertEqual(data, [{"City": "Leeds", "n": 2}])

    def test_coql_errors(self):
        for query, code, message in [
                ("select Last_Name from Leads", "SYNTAX_ERROR", "missing clause"), ("Last_Name from Leads where id is null", "SYNTAX_ERROR", "missing clause"),
                ("select Last_Name from Leads where", "SYNTAX_ERROR", "unexpected token"),
                ("select Last_Name from Leads where City ~ 'x'", "SYNTAX_ERROR", None),
                ("select Last_Name from Leads where City = 'x", "SYNTAX_ERROR", "error occured while parsing the query"),
                ("select Nothing from Leads where id is null", "INVALID_QUERY", "unsupported column"),
                ("select id from Leads where Nothing = 1", "INVALID_QUERY", "unsupported column in criteria"),
                ("select id from Leads where City > 'x'", "INVALID_QUERY", "Invalid query formed"),
                ("select id from Nothing where id is null", "INVALID_MODULE", "the given module is not supported in api"),
                ("select id from Leads where id is null limit 0", "INVALID_DATA", "limit should be greater than 0"),
                ("select id from Leads where id is null limit x", "INVALID_QUERY", "limit given seems to be invalid"),
                ("select id from Leads where id is null limit 2001", "LIMIT_EXCEEDED", None),
                ("select City, City from Leads where id is null", "DUPLICATE_DATA", "duplicate select column"),
                ("select City as 'a', State as 'a' from Leads where id is null", "DUPLICATE_ALIAS", None),
                ("select id from Leads where " + "(" * 5000, "SYNTAX_ERROR", None), ("", "SYNTAX_ERROR", None)]:
            self.check_error(self.coql(query), 400, code, message)
        self.check_error(self.client.crm("POST", "coql", {}), 400, "MANDATORY_NOT_FOUND", "mandatory key not found", {"api_name": "select_query"})
        self.check_error(self.coql("select id from Leads where id is null limit 201", version="v2"), 400, "LIMIT_EXCEEDED")


class Changes(SandboxTest):
    """A search sees what was written since the last one, and nothing that was undone."""

    def cities(self, value):
        return self.client.ids("Leads/search", criteria=f"((City:equals:{value})and(Last_Name:starts_with:C))", fields="id")

    def test_writes_between_searches(self):
        first, second = self.client.insert("Leads", {"Last_Name": "C1", "City": "Rome"}, {"Last_Name": "C2", "City": "Oslo"})
        self.assertEqual((self.cities("rome"), self.cities("oslo"), self.cities("bonn")), ([first], [second], []))
        self.client.crm("PUT", f"Leads/{second}", {"data": [{"City": "Rome"}]})
        self.assertEqual((self.cities("rome"), self.cities("oslo")), ([second, first], []))
        third = self.client.insert("Leads", {"Last_Name": "C3", "City": "Bonn"})
        self.client.crm("PUT", f"Leads/{first}", {"data": [{"City": None}]})
        self.assertEqual((self.cities("rome"), self.cities("bonn"), self.cities("${EMPTY}")), ([second], [third], [first]))
        self.client.crm("DELETE", f"Leads/{third}")
        self.assertEqual((self.cities("bonn"), self.cities("${EMPTY}")), ([], [first]))
        undone = self.client.crm("POST", "__composite_requests", {"rollback_on_fail": True, "__composite_requests": [
            {"sub_request_id": "1", "method": "PUT", "uri": f"/crm/v8/Leads/{second}", "body": {"data": [{"City": "Paris"}]}},
            {"sub_request_id": "2", "method": "POST", "uri": "/crm/v8/Leads", "body": {"data": [{"Last_Name": "C4", "City": "Rome"}]}},
            {"sub_request_id": "3", "method": "POST", "uri": "/crm/v8/Leads", "body": {"data": [{}]}}]})
        self.assertEqual(undone.status, 400)
        self.assertEqual((self.cities("rome"), self.cities("paris")), ([second], []))

    def test_more_values_than_records(self):
        """What was overwritten many times is forgotten in between."""
        lead = self.client.insert("Leads", {"Last_Name": "Churn", "City": "x"})
        for i in range(1500):
            self.client.crm("PUT", f"Leads/{lead}", {"data": [{"City": f"c{i}"}]})
            if i % 500 == 0:
                self.assertEqual(self.cities(f"c{i}"), [lead])
        self.assertEqual((self.cities("c1499"), self.cities("c1498")), ([lead], []))


if __name__ == "__main__":
    unittest.main()
