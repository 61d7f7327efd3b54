import Catalogue
import ColumnStore

/// A data package of a few rows, each table replaceable.
struct SmallPackage {
  var files: [String: String] = [
    "countries.csv": """
    iso3,iso2,m49,country,official_name,kind,region,subregion,wb_region,income,capital,\
    tile_row,tile_col,from,to
    AAA,AA,001,Aland,Republic of Aland,state,North,,,High income,A,1,2,,
    BBB,BB,002,Bland,Kingdom of Bland,state,South,,,,B,1,3,1993-01-01,
    CCC,CC,003,Cland,,territory,South,,,,,,,,
    EEE,,,Union,,organisation,,,,,,,,,
    FFF,FF,005,Fland,,former,South,,,,,,,1918-12-01,1992-12-31
    NAM,NA,516,Namibia,,state,South,,,,,,,,
    """,
    "aliases.csv": """
    alias,iso3,kind
    Old Aland,AAA,former
    Großland,AAA,other_language
    Land,AAA,common
    Land,BBB,common
    AA,BBB,common
    Bland,AAA,common
    """,
    "treaties.csv": """
    treaty,code,title,short_title,system,topic,adopted,in_force,depositary,body,coverage,\
    coverage_as_of,official_parties,gap
    FULL,FU-LL,Full Convention,,UN,things,1950-06-01,1952-01-01,UN,,complete,2020-06,,
    NODATE,NODATE,Undated List,,UN,things,1950-06-01,1952-01-01,UN,,secondary,,,
    NOLIST,NOLIST,No List,,UN,things,1950-06-01,1952-01-01,UN,,none,,,
    PART,PART,Partial List,,ILO,things,1950-06-01,1952-01-01,ILO,,partial,2020-06-30,,
    """,
    "treaty_rules.csv": """
    treaty,force_rule,force_number,first_report_years,report_cycle_years,note
    FULL,days,30,1,4,
    PART,registration_months,12,,,
    """,
    "ratifications.csv": """
    iso3,treaty,spell,signed,action,date,precision,in_force,in_force_note,denounced,\
    denunciation_effect,source,note
    AAA,FULL,1,1950-07-01,ratification,1958,year,,,,,S,
    BBB,FULL,1,,succession,1990-03-05,day,,,,,S,
    EEE,FULL,1,,accession,2010-01-10,day,2010-03-01,,,,S,
    NAM,FULL,1,,accession,1991-05-01,day,,,1999,2000-05-01,S,
    NAM,FULL,2,,accession,2005-02-02,day,,,,,S,
    AAA,NODATE,1,,ratification,,undated,,,,,S,
    BBB,NODATE,1,,,,entry_into_force_only,1995-02-03,,,,S,
    AAA,PART,1,,ratification,1960,year,,,,,S,
    BBB,PART,1,,ratification,,undated,,,,,S,
    """,
    "sources.csv":
      "source,title,authority,as_of,licence,url_or_reference\nS,A list,Us,2020-07-01,free,here\n",
    "measures.csv": """
    measure,code,name,family,kind,right,basis,category,topic,unit,decimals,direction,minimum,\
    maximum,licence,source,aliases
    vote,V.1,Right to vote,F,right,Voting,law,all persons,Politics,index 0-1,2,higher,0,1,free,S,V.2;V.3
    wealth,W.1,Wealth,F,indicator,,,,Economy,US$,0,neutral,,,free,S,
    """,
    "values.csv": """
    iso3,year,vote,wealth
    AAA,2000,0.5,
    AAA,2001,,7
    AAA,2003,1,8.25
    BBB,2001,0,
    NAM,2001,,9
    """,
    "group_list.csv": """
    group,title,as_of,dates,aliases,source
    CLUB,The Club,2019-12-31,known,Club of Lands;Les Pays,S
    LIST,The List,2015,unknown,,S
    """,
    "groups.csv": """
    group,iso3,from,to
    CLUB,AAA,1995,
    CLUB,BBB,2001-05-01,2010
    LIST,AAA,,
    LIST,BBB,,
    """,
    "income.csv": """
    iso3,year,income
    AAA,2000,Low income
    AAA,2002,High income
    BBB,2001,Low income
    """,
    "reservations.csv": """
    iso3,treaty,kind,date,articles,target,topic,source
    AAA,FULL,reservation,,17;18,,,S
    AAA,FULL,reservation,,22,,,S
    BBB,FULL,objection,,,AAA;EEE,,S
    """,
  ]

  static let roles = [
    "countries.csv": "countries", "aliases.csv": "aliases", "treaties.csv": "treaties",
    "treaty_rules.csv": "treaty_rules", "ratifications.csv": "ratifications",
    "sources.csv": "sources", "measures.csv": "measures", "values.csv": "measure_values",
    "group_list.csv": "groups", "groups.csv": "group_members", "income.csv": "income",
    "reservations.csv": "reservations", "corridors.csv": "corridors",
  ]

  var descriptor: String {
    let resources = files.keys.sorted().map { name in
      """
      {"name": "\(name)", "path": "data/\(name)", "accord": {"role": "\(SmallPackage.roles[name] ?? "")"},
       "schema": {"fields": [{"name": "a \\" \\u00e9 }"}]}, "sources": [{"title": "t", "accord": "S"}]}
      """
    }
    return """
      {"name": "small", "version": "1.0", "created": "2021-03-04T05:06:07Z",
       "resources": [\(resources.joined(separator: ",\n"))]}
      """
  }

  func write(to folder: TestFolder) throws {
    var written = ["datapackage.json": descriptor]
    for (name, text) in files {
      written["data/" + name] = text.hasSuffix("\n") ? text : text + "\n"
    }
    try folder.write(written)
  }

  func catalogue() throws -> Catalogue {
    let folder = TestFolder()
    try write(to: folder)
    let path = folder.path + "/small.store"
    try CatalogueBuilder.build(from: folder.path, to: path)
    return try Catalogue(store: StoreFile.open(path))
  }
}
