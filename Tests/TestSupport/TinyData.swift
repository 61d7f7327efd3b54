/// A data package of two fictional countries, which is built in no time.
package struct TinyData {
  package let folder: TemporaryFolder
  package var path: String { folder.path }

  package init() throws {
    folder = try TemporaryFolder()
    let tables = ["sources", "countries", "measures", "measure_values"].map {
      "{\"name\": \"\($0)\", \"path\": \"\($0).csv\", \"accord\": {\"role\": \"\($0)\"}}"
    }
    folder.write(
      """
      {"name": "tiny", "version": "1.0", "created": "2021-03-04",
       "resources": [\(tables.joined(separator: ", "))]}
      """, to: "datapackage.json")
    folder.write(
      "source,title,authority,as_of,licence,url_or_reference\nS,A list,Us,2020-07-01,free,here\n",
      to: "sources.csv")
    folder.write(
      """
      iso3,iso2,m49,country,official_name,kind,region,subregion,wb_region,income,capital,tile_row,\
      tile_col,from,to
      AAA,AA,001,Aland,Republic of Aland,state,North,,,High income,A,1,2,,
      BBB,BB,002,Bland,Kingdom of Bland,state,South,,,,B,1,3,1993-01-01,

      """, to: "countries.csv")
    folder.write(
      """
      measure,code,name,family,kind,right,basis,category,topic,unit,decimals,direction,minimum,\
      maximum,licence,source,aliases
      wealth,W.1,Wealth,F,indicator,,,,Economy,US$,0,neutral,,,free,S,

      """, to: "measures.csv")
    set(wealth: 7)
  }

  /// Writes the values anew: that of Aland, and enough years of Bland for a store of many pages.
  package func set(wealth: Int) {
    let years = (1800...2020).map { "BBB,\($0),\($0)" }
    folder.write(
      "iso3,year,wealth\nAAA,2020,\(wealth)\n\(years.joined(separator: "\n"))\n",
      to: "measure_values.csv")
  }
}
