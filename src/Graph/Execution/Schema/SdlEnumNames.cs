using System.Text;

namespace Graph.Execution.Schema;

/// <summary>A CLR enum member's name in the SDL: <c>PriceAsc</c> is <c>PRICE_ASC</c>.</summary>
internal static class SdlEnumNames
{
    public static string Of(string member)
    {
        var name = new StringBuilder(member.Length + 4);
        for (var i = 0; i < member.Length; i++)
        {
            if (i > 0 && char.IsUpper(member[i]) && !char.IsUpper(member[i - 1]))
            {
                name.Append('_');
            }

            name.Append(char.ToUpperInvariant(member[i]));
        }

        return name.ToString();
    }
}
