import TestSupport

/// Corridors, acts of ratification, reservations, agreements and income groups.
extension ShippedQuestion {
  private static let corridorYears = [1990, 1995, 2000, 2005, 2010, 2015, 2020]

  static func corridors(_ random: inout SeededGenerator) -> Question {
    let year = random.pick(corridorYears)
    let value = random.pick(["migrants", "flow", "refugees", "remittances"])
    let (a, b) = (random.pick(["region", "subregion"]), random.pick(["region", "wb_region"]))
    return Question(
      text: """
        from corridors | where year = \(year) | summarise n = count(), s = sum(\(value)), \
        m = max(\(value)) by a = origin.\(a), b = destination.\(b)
        """,
      sql: """
        SELECT o.\(a) AS a, d.\(b) AS b, count(*), sum(\(value)), max(\(value)) FROM corridors
        JOIN countries o ON o.iso3 = origin JOIN countries d ON d.iso3 = destination
        WHERE year = \(year) GROUP BY a, b ORDER BY a NULLS LAST, b NULLS LAST
        """)
  }

  static func corridorConditions(_ random: inout SeededGenerator) -> Question {
    let year = random.pick(corridorYears)
    let least = random.pick([1_000, 50_000, 400_000])
    let region = random.pick(["Africa", "Asia", "Europe", "Americas"])
    return Question(
      text: """
        from corridors | where year = \(year) and (migrants > \(least) or not refugees < 1000) and
          not destination.region = \(region)
        | keep a = origin.iso3, b = destination.iso3, migrants, refugees
        | sort migrants desc, a, b | take 40
        """,
      sql: """
        SELECT origin, destination, migrants, refugees FROM corridors
        JOIN countries d ON d.iso3 = destination
        WHERE year = \(year) AND (migrants > \(least) OR NOT refugees < 1000)
        AND NOT d.region = '\(region)'
        ORDER BY migrants DESC NULLS LAST, origin, destination LIMIT 40
        """)
  }

  static func acts(_ random: inout SeededGenerator) -> Question {
    let key = random.pick(["action", "precision", "treaty"])
    let from = Int.random(in: 1950...2000, using: &random)
    return Question(
      text: """
        from ratifications | where date >= \(from) and denounced is missing
        | derive key = text(\(key)) | summarise n = count(), states = distinct(country), \
        signed = count(signed is not missing) by key
        """,
      sql: """
        SELECT \(key) AS key, count(*), count(DISTINCT iso3), count(signed) FROM ratifications
        WHERE date >= '\(from)' AND denounced IS NULL GROUP BY key ORDER BY key NULLS LAST
        """)
  }

  static func actsByYear(_ random: inout SeededGenerator) -> Question {
    let treaties = ["ICRMW", "CEDAW", "C087", "C105", "CRPD", "ICCPR_OP1", "C029"]
    let treaty = random.pick(treaties)
    let region = random.pick(["Africa", "Asia", "Europe", "Americas", "Oceania"])
    return Question(
      text: """
        from ratifications | where treaty = \(treaty) and date is not missing and
          country.region = \(region)
        | summarise n = count() by treaty, year = year(date) | derive total = cumsum(n)
        | keep year, n, total
        """,
      sql: """
        WITH y AS (SELECT CAST(substr(date, 1, 4) AS INT) AS year, count(*) AS n
          FROM ratifications JOIN countries USING (iso3)
          WHERE treaty = '\(treaty)' AND date IS NOT NULL AND region = '\(region)' GROUP BY year)
        SELECT year, n, sum(n) OVER (ORDER BY year) FROM y ORDER BY year
        """)
  }

  static func reservations(_ random: inout SeededGenerator) -> Question {
    let article = Int.random(in: 1...30, using: &random)
    return Question(
      text: """
        from reservations | derive t = text(treaty)
        | summarise n = count(), hit = count("\(article)" in articles), dated = count(date is not missing) \
        by t, kind
        """,
      sql: """
        SELECT treaty AS t, kind, count(*), CASE WHEN count(articles) > 0 THEN
          sum(';' || articles || ';' LIKE '%;\(article);%') END, count(date) FROM reservations
        GROUP BY t, kind ORDER BY t, kind NULLS LAST
        """)
  }

  static func agreements(_ random: inout SeededGenerator) -> Question {
    let from = Int.random(in: 1945...2005, using: &random)
    let word = random.pick(["Labour", "Workers", "migra", "Exchange of Notes"])
    return Question(
      text: """
        from agreements | where year >= \(from)
        | summarise n = count(), hit = count(contains(title, "\(word)")), first = min(signed) \
        by a = partner_a.region, b = partner_b.region
        """,
      sql: """
        SELECT a.region AS a, b.region AS b, count(*), CASE WHEN count(title) > 0 THEN
          sum(instr(title, '\(word)') > 0) END, min(signed) FROM agreements
        JOIN countries a ON a.iso3 = partner_a JOIN countries b ON b.iso3 = partner_b
        WHERE year >= \(from) GROUP BY 1, 2 ORDER BY 1, 2
        """)
  }

  static func incomes(_ random: inout SeededGenerator) -> Question {
    let low = Int.random(in: 1987...2018, using: &random)
    return Question(
      text: """
        from panel \(low)..\(low + 4) | where income is not missing
        | summarise n = count() by year, level = income
        """,
      sql: """
        SELECT h.year, h.income AS level, count(*) FROM income_history h JOIN countries c USING (iso3)
        WHERE h.year BETWEEN \(low) AND \(low + 4) AND h.income IS NOT NULL
        AND coalesce("from", '') <= CAST(h.year AS INT) || '-12-31'
        AND coalesce("to", '9') >= CAST(h.year AS INT) || '-01-01'
        GROUP BY 1, 2 ORDER BY 1, 2
        """)
  }
}
